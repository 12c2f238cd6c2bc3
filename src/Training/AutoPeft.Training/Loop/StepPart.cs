using System.Collections.Immutable;

namespace AutoPeft.Training.Loop;

/// <summary>Rows of a step that go through the model together.</summary>
/// <param name="Rows">The rows, in the step's order.</param>
/// <param name="Share">Their share of the step's loss, in (0, 1].</param>
internal readonly record struct StepPart(ImmutableArray<int> Rows, float Share)
{
    /// <summary>The parts of a step: as equal in size as can be, their shares as their predictions weigh in the step's mean.</summary>
    /// <param name="task">What is trained.</param>
    /// <param name="rows">The rows of the step.</param>
    /// <returns>At least one. Rows that nothing is asked of are left out, unless nothing is asked of any.</returns>
    public static ImmutableArray<StepPart> Of(TrainingTask task, ImmutableArray<int> rows)
    {
        if (task.Config.GradientAccumulation == 1)
        {
            return [new(rows, 1)];
        }

        var parts = Divided(rows, Math.Min(task.Config.GradientAccumulation, rows.Length))
            .Select(part => (Rows: part, Weight: TaskLoss.WeightOf(task.Train, part, task.ClassWeights.AsSpan())))
            .Where(part => part.Weight > 0)
            .ToArray();
        var total = parts.Sum(part => part.Weight);

        return parts.Length == 0 ? [new(rows, 1)] : [.. parts.Select(part => new StepPart(part.Rows, (float)(part.Weight / total)))];
    }

    private static IEnumerable<ImmutableArray<int>> Divided(ImmutableArray<int> rows, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return rows[Begin(i)..Begin(i + 1)];
        }

        int Begin(int part) => (int)((long)part * rows.Length / count);
    }
}
