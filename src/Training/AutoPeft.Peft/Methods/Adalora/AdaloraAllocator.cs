using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Adalora;

/// <summary>Takes components away on AdaLoRA's cubic schedule (Zhang et al. 2023, Eq. 11).</summary>
internal sealed class AdaloraAllocator(AdaloraConfig config) : IRankAllocator<DiagonalExtension>
{
    public void Observe(ImmutableArray<DiagonalExtension> extensions) => TripletImportance.Observe(extensions);

    public void Allocate(ImmutableArray<DiagonalExtension> extensions, TrainingMoment moment)
    {
        var begin = (int)(config.WarmupFraction * moment.TotalSteps);
        var end = moment.TotalSteps - (int)(config.FinalFraction * moment.TotalSteps);
        if (moment.Step == end || (moment.Step > begin && moment.Step < end && moment.Step % config.Interval == 0))
        {
            TopComponents.Keep(extensions, Budget(extensions.Length, moment.Step, (begin, end)));
            Apply(extensions);
        }
        else if (moment.Step > end)
        {
            // What was taken away would otherwise come back with the next update of its factor.
            Apply(extensions);
        }
    }

    /// <summary>How many components remain in all modules together.</summary>
    internal int Budget(int modules, int step, (int Begin, int End) time)
    {
        var (first, last) = (modules * config.Size, modules * config.Rank);
        var left = Math.Clamp(1 - ((double)(step - time.Begin) / Math.Max(1, time.End - time.Begin)), 0, 1);

        return last + (int)Math.Round((first - last) * left * left * left);
    }

    private static void Apply(ImmutableArray<DiagonalExtension> extensions)
    {
        foreach (var extension in extensions)
        {
            extension.ApplyMask();
        }
    }
}
