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
    /// <summary>Trained tensors that the modules share.</summary>
    public IReadOnlyList<NamedTensor> Shared { get; init; } = [];

    /// <summary>Constant tensors that the modules share and an export holds.</summary>
    public IReadOnlyList<NamedTensor> SharedConstants { get; init; } = [];

    public override IReadOnlyList<NamedTensor> Parameters => [.. Shared, .. extensions.SelectMany(item => item.Extension.Parameters)];

    public override IReadOnlyList<NamedTensor> Frozen => [.. SharedConstants, .. extensions.SelectMany(item => item.Extension.Frozen)];

    public override IReadOnlyList<NamedTensor> State => [.. extensions.SelectMany(item => item.Extension.State)];

    protected override IEnumerable<Tensor> Constants => extensions.SelectMany(item => item.Extension.Constants);

    public override IReadOnlyList<TensorData> Folded() =>
        [.. Shared.Concat(SharedConstants).Select(TensorData.Of), .. extensions.SelectMany(item => item.Extension.Folded())];

    /// <summary>The sum of the penalties of the modules.</summary>
    public override Tensor? Penalty() => extensions.Select(item => item.Extension.Penalty()).OfType<Tensor>()
        .Aggregate((Tensor?)null, (sum, penalty) => sum?.Add(penalty) ?? penalty);

    public override void BeforeUpdate(TrainingMoment moment)
    {
        foreach (var (_, extension) in extensions)
        {
            extension.BeforeUpdate(moment);
        }
    }

    public override void AddTo(ExtensionSet set)
    {
        foreach (var (module, extension) in extensions)
        {
            set.Add(module.Layer, module.Kind, extension);
        }
    }
}
