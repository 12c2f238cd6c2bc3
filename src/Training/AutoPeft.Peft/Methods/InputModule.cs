using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>What a method does to the hidden states that enter the first layer, with the tensors it owns.</summary>
internal sealed class InputModule(NamedTensor[] parameters, IInputExtension extension) : PeftModule
{
    public override IReadOnlyList<NamedTensor> Parameters { get; } = parameters;

    public override void AddTo(ExtensionSet set) => set.Add(extension);
}
