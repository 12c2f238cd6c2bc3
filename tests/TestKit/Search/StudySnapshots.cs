using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.TestKit.Search;

/// <summary>Small studies with cheap objectives, for tests of anything that reads a study.</summary>
public static class StudySnapshots
{
    /// <summary>Every kind of domain, one conditional two levels deep, and every kind of rule.</summary>
    public static SearchSpace MixedSpace { get; } = new(
        [
            new FloatDomain("rate", 1e-4, 1e-1, Scale.Log),
            new IntegerDomain("rank", (1, 33), step: 4),
            new OrdinalDomain("size", [0, 1, 3, 6, 12]),
            new CategoricalDomain("method", ["lora", "prefix", "serial"]),
            new BooleanDomain("scaled") { When = new("method", [ParameterValue.Of("lora"), ParameterValue.Of("serial")]) },
            new FloatDomain("factor", 0, 2) { When = new("scaled", [ParameterValue.Of(true)]) },
            new BooleanDomain("bias"),
            new FixedDomain("layers", ParameterValue.Of(12)),
        ],
        new SpaceRules
        {
            Required = [new(["size", "bias"])],
            Forbidden = [ForbiddenClause.Of(("method", ParameterValue.Of("prefix")), ("bias", ParameterValue.Of(true)))],
            Rules = [new("budget", "Rank and size together are too large.", c => c["rank"].AsNumber + (2 * c["size"].AsNumber) <= 40)],
        });

    /// <summary>Twelve configurations, nine of them valid; small enough to exhaust.</summary>
    public static SearchSpace TinySpace { get; } = new(
        [new OrdinalDomain("size", [0, 1, 3]), new BooleanDomain("a"), new BooleanDomain("b")],
        new SpaceRules { Required = [new(["a", "b"])] });

    /// <summary>A quality to maximise that must be measured and a cost to minimise that is known.</summary>
    public static StudySnapshot Of(SearchSpace space)
    {
        var cost = new Objective("cost", Direction.Minimize) { IsAnalytic = true };

        return new(space, [new("quality", Direction.Maximize), cost])
        {
            Oracles = System.Collections.Immutable.ImmutableDictionary.CreateRange<string, Func<Configuration, double>>([new("cost", Cost)]),
        };
    }

    /// <summary>The quality of <see cref="Of"/> alone.</summary>
    public static StudySnapshot WithOneObjective(SearchSpace space) => new(space, [new("quality", Direction.Maximize)]);

    /// <summary>The study after measuring these configurations as well.</summary>
    public static StudySnapshot Observe(this StudySnapshot study, IEnumerable<Configuration> configurations) => study with
    {
        Observations = [.. study.Observations, .. configurations.Select(c => new Observation(c, study.Objectives.Length == 1 ? [Quality(c)] : [Quality(c), Cost(c)]))],
    };

    private static double Cost(Configuration configuration) =>
        configuration.Entries.Sum(entry => entry.Value.Kind == ParameterValueKind.Number ? Math.Abs(entry.Value.AsNumber) : entry.Value.IsOff ? 0 : 1);

    private static double Quality(Configuration configuration) =>
        configuration.Entries.Sum(entry => entry.Value.Kind == ParameterValueKind.Number ? Math.Sqrt(Math.Abs(entry.Value.AsNumber)) : entry.Value.IsOff ? 0 : 0.5);
}
