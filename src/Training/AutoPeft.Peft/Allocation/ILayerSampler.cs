using System.Collections.Immutable;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>Decides which layers a step trains.</summary>
internal interface ILayerSampler
{
    /// <summary>The positions of the layers that the step trains, in any order.</summary>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="moment">The step.</param>
    ImmutableArray<int> Choose(int layers, TrainingMoment moment);

    /// <summary>Looks at what the gradients of a step say of each layer.</summary>
    /// <param name="slopes">Tells of each layer the slope of the loss in a factor on what its modules add; costs a look at every gradient.</param>
    /// <param name="moment">The step.</param>
    void Observe(Func<double[]> slopes, TrainingMoment moment)
    {
    }
}
