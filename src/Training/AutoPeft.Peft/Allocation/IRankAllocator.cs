using System.Collections.Immutable;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>Decides during a training which components of which modules are trained. Stateless: what it remembers is in the modules.</summary>
internal interface IRankAllocator
{
    /// <summary>The weight of the penalty that keeps components orthogonal; 0 for none.</summary>
    double Orthogonality { get; }

    /// <summary>Whether it looks at the importance of components.</summary>
    bool NeedsImportance { get; }

    /// <summary>Changes masks and factors after an update of the weights.</summary>
    void Allocate(ImmutableArray<RankedExtension> extensions, TrainingMoment moment);
}
