using System.Collections.Immutable;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>Decides during a training which components of which modules are trained. Stateless: what it remembers is in the modules.</summary>
/// <typeparam name="TExtension">The updates that it can change.</typeparam>
internal interface IRankAllocator<TExtension>
    where TExtension : RankedExtension
{
    /// <summary>Looks at the gradients of a step, before the weights are updated.</summary>
    void Observe(ImmutableArray<TExtension> extensions)
    {
    }

    /// <summary>Changes masks and factors after an update of the weights; at step 0 sets up what training starts from.</summary>
    void Allocate(ImmutableArray<TExtension> extensions, TrainingMoment moment);
}
