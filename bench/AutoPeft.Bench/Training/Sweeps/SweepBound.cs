using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>The most that sharing frozen work can save over trials, by the cost model's operations.</summary>
/// <param name="Stored">All work over the work without what lies below each trial's lowest module: what stored states can save.</param>
/// <param name="FreeForward">
/// All work over the work without any forward pass through the frozen base: more than any sharing of forward passes can save, for
/// above its lowest module what a trial computes is its own.
/// </param>
internal sealed record SweepBound(double Stored, double FreeForward)
{
    /// <summary>The bounds of some trials.</summary>
    /// <param name="study">The study.</param>
    /// <param name="points">Their configurations.</param>
    /// <param name="measured">Rows that are measured after each epoch for each row that is trained on.</param>
    public static SweepBound Of(BoundStudy study, IReadOnlyCollection<Configuration> points, double measured)
    {
        var (all, stored, free) = (0.0, 0.0, 0.0);
        var shape = study.Definition.Shape;
        foreach (var point in points)
        {
            var (modules, training) = (study.Binding.PeftOf(point), study.Binding.TrainingOf(point));
            var batch = new BatchShape(training.BatchSize, training.MaximumLength, study.Definition.Task.Kind);
            var forward = CostModel.Of(PeftConfig.Empty, shape, batch).TrainingFlopsPerToken;
            var cost = CostModel.Of(modules, shape, batch);
            var work = training.Epochs * (cost.TrainingFlopsPerToken + (measured * forward * (1 + cost.InferenceOverheadFraction)));
            var passes = training.Epochs * (1 + measured) * forward;
            all += work;
            stored += work - (passes * modules.Layers.Append(shape.Layers).Min() / shape.Layers);
            free += work - passes;
        }

        return new(Math.Round(all / stored, 3), Math.Round(all / free, 3));
    }
}
