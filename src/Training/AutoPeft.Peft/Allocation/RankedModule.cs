using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Allocation;

/// <summary>Low-rank updates that share a budget of ranks while they are trained.</summary>
internal sealed class RankedModule(ImmutableArray<RankedExtension> extensions, IRankAllocator allocator) : PeftModule
{
    public override IReadOnlyList<NamedTensor> Parameters { get; } = [.. extensions.SelectMany(extension => extension.Parameters)];

    public override IReadOnlyList<NamedTensor> State { get; } = [.. extensions.SelectMany(extension => extension.State)];

    protected override IEnumerable<Tensor> Constants => extensions.SelectMany(extension => extension.Constants);

    public override void AddTo(ExtensionSet set)
    {
        foreach (var extension in extensions)
        {
            set.Add(extension.Module.Layer, extension.Module.Kind, extension);
        }
    }

    /// <summary>The mean penalty of the modules, so that it does not grow with their number.</summary>
    public override Tensor? Penalty() => allocator.Orthogonality == 0
        ? null
        : extensions.Select(extension => extension.OrthogonalityPenalty())
            .Aggregate((sum, penalty) => sum.Add(penalty))
            .Scale((float)(allocator.Orthogonality / extensions.Length));

    public override void BeforeUpdate(TrainingMoment moment)
    {
        if (allocator.NeedsImportance)
        {
            foreach (var extension in extensions)
            {
                extension.Importance.Observe();
            }
        }
    }

    public override void AfterUpdate(TrainingMoment moment) => allocator.Allocate(extensions, moment);

    public override IEnumerable<PeftPlacement> Found(PeftGroup group) => extensions.Select(extension => extension.Found()).OfType<PeftPlacement>();

    public override IReadOnlyList<TensorData> Folded() => [.. extensions.SelectMany(extension => extension.Folded())];
}
