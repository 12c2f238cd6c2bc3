using System.Collections.Immutable;
using AutoPeft.Peft.Costs;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Transfer;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Probes;

/// <summary>Turns a probe into what a sampler expects of configurations before any is measured.</summary>
internal static class ProbePrior
{
    private const int Sample = 64; // configurations that show the spread of the gains over the space

    /// <summary>The expectation of every measured objective: a larger gain, in standard deviations over the space, is a smaller loss.</summary>
    /// <param name="modules">The probe.</param>
    /// <param name="study">The space, and how its points become modules.</param>
    /// <param name="objectives">Those of the study.</param>
    public static PriorExpectation Of(
        ImmutableArray<ProbedModule> modules, (SearchSpace Space, PeftBinding Binding) study, ImmutableArray<Objective> objectives)
    {
        var (space, binding) = study;
        var key = RandomKey.FromSeed(0).For("prior");
        double GainOf(Configuration configuration)
        {
            var training = binding.TrainingOf(configuration);

            return new ProbedGain(modules, new CostContext(binding.Shape, new(training.BatchSize, training.MaximumLength))).Of(binding.PeftOf(configuration));
        }

        double[] gains = [.. Enumerable.Range(0, Sample).Select(i => space.Sample(key.For(i))).OfType<Configuration>().Select(GainOf)];
        var mean = gains.DefaultIfEmpty(0).Average();
        var deviation = Math.Sqrt(gains.Select(gain => (gain - mean) * (gain - mean)).DefaultIfEmpty(0).Average());

        return new(
            [.. Enumerable.Range(0, objectives.Length).Where(index => !objectives[index].IsAnalytic && objectives[index].Name != "training_seconds")],
            configuration => deviation > 0 ? (mean - GainOf(configuration)) / deviation : 0);
    }
}
