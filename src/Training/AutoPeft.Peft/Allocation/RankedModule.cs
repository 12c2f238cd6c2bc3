using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Allocation;

/// <summary>Low-rank updates that share a budget of ranks while they are trained.</summary>
/// <typeparam name="TExtension">The updates.</typeparam>
internal sealed class RankedModule<TExtension> : PeftModule
    where TExtension : RankedExtension
{
    private readonly ImmutableArray<TExtension> _extensions;
    private readonly IRankAllocator<TExtension> _allocator;

    public RankedModule(ImmutableArray<TExtension> extensions, IRankAllocator<TExtension> allocator)
    {
        (_extensions, _allocator) = (extensions, allocator);
        Parameters = [.. extensions.SelectMany(extension => extension.Parameters)];
        State = [.. extensions.SelectMany(extension => extension.State)];
        allocator.Allocate(extensions, default);
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override IReadOnlyList<NamedTensor> State { get; }

    protected override IEnumerable<Tensor> Constants => _extensions.SelectMany(extension => extension.Constants);

    public override void AddTo(ExtensionSet set)
    {
        foreach (var extension in _extensions)
        {
            set.Add(extension.Module.Layer, extension.Module.Kind, extension);
        }
    }

    /// <summary>The mean penalty of the modules, so that it does not grow with their number.</summary>
    public override Tensor? Penalty() => _extensions.Select(extension => extension.Penalty()).OfType<Tensor>()
        .Aggregate((Tensor?)null, (sum, penalty) => sum?.Add(penalty) ?? penalty)
        ?.Scale(1f / _extensions.Length);

    public override void BeforeUpdate(TrainingMoment moment) => _allocator.Observe(_extensions);

    public override void AfterUpdate(TrainingMoment moment) => _allocator.Allocate(_extensions, moment);

    public override IEnumerable<PeftPlacement> Found(PeftGroup group) => _extensions.Select(extension => extension.Found()).OfType<PeftPlacement>();

    public override IReadOnlyList<TensorData> Folded() => [.. _extensions.SelectMany(extension => extension.Folded())];
}
