using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Dashboard.Tests;

/// <summary>The space of the studies of <see cref="SampleViews"/>.</summary>
internal static class SamplePlans
{
    /// <summary>The plan of a study with a budget of this many trials.</summary>
    public static StudyPlan Of(int trials) => new(
        "sample",
        new() { Budget = new(trials, null) },
        new(new([new IntegerDomain("lora.rank", (0, trials)), new BooleanDomain("layer.0"), new CategoricalDomain("schedule", ["linear", "cosine"])]), SampleStudies.Header().Objectives)
        {
            Oracles = ImmutableDictionary.CreateRange<string, Func<Configuration, double>>(
                [new("trainable_parameters", configuration => 100 * (1 + configuration["lora.rank"].AsNumber))]),
        });
}
