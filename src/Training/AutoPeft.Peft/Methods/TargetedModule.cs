using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods;

/// <summary>The extensions of a method on its linear modules.</summary>
internal sealed class TargetedModule(ImmutableArray<(ModuleShape Module, TargetExtension Extension)> extensions) : PeftModule
{
    public override IReadOnlyList<NamedTensor> Parameters { get; } =
        [.. extensions.SelectMany(item => item.Extension.Parameters)];

    protected override IEnumerable<Tensor> Constants => extensions.SelectMany(item => item.Extension.Constants);

    public override IReadOnlyList<TensorData> Folded() => [.. extensions.SelectMany(item => item.Extension.Folded())];

    public override void AddTo(ExtensionSet set)
    {
        foreach (var (module, extension) in extensions)
        {
            set.Add(module.Layer, module.Kind, extension);
        }
    }
}
