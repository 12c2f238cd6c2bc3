using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Increlora;

/// <summary>Adds components, one a module and decision, to the modules that the loss depends on most.</summary>
internal sealed class IncreloraAllocator(IncreloraConfig config) : IRankAllocator<DiagonalExtension>
{
    // Decisions until the budget is spent, if the training is long enough.
    private const int Decisions = 20;

    public void Observe(ImmutableArray<DiagonalExtension> extensions) => TripletImportance.Observe(extensions);

    public void Allocate(ImmutableArray<DiagonalExtension> extensions, TrainingMoment moment)
    {
        if (moment.Step == 0)
        {
            Begin(extensions);
        }
        else if (moment.Step % Interval(moment) == 0)
        {
            Grow(extensions, Budget(extensions.Length, moment) - extensions.Sum(Active));
        }

        foreach (var extension in extensions)
        {
            extension.ApplyMask();
        }
    }

    /// <summary>How many components all modules may have at a moment: from one each up to the budget, in a straight line.</summary>
    internal int Budget(int modules, TrainingMoment moment)
    {
        var time = Math.Min(1, moment.Step / Math.Max(1, config.GrowthFraction * moment.TotalSteps));

        return modules + (int)Math.Round((config.Rank - 1) * modules * time);
    }

    private int Interval(TrainingMoment moment) => Math.Max(1, (int)(config.GrowthFraction * moment.TotalSteps / Decisions));

    private static void Begin(ImmutableArray<DiagonalExtension> extensions)
    {
        foreach (var extension in extensions)
        {
            var mask = new float[extension.Size];
            mask[0] = 1;
            extension.Mask.Tensor.CopyFrom(mask);
        }
    }

    private static void Grow(ImmutableArray<DiagonalExtension> extensions, int count)
    {
        var chosen = extensions
            .Where(extension => Active(extension) < extension.Size)
            .OrderByDescending(Importance)
            .Take(Math.Max(0, count));
        foreach (var extension in chosen)
        {
            var mask = extension.Mask.Tensor.ToArray();
            mask[Array.IndexOf(mask, 0)] = 1;
            extension.Mask.Tensor.CopyFrom(mask);
        }
    }

    private static int Active(DiagonalExtension extension) => extension.Mask.Tensor.ToArray().Count(kept => kept != 0);

    private static double Importance(DiagonalExtension extension) =>
        extension.Importance.Scores().Zip(extension.Mask.Tensor.ToArray()).Where(pair => pair.Second != 0).Average(pair => pair.First);
}
