using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Surrogates;

/// <summary>What is believed about all objectives of a study, and about the configurations tried so far. Immutable.</summary>
internal sealed class Belief
{
    private readonly StudyEncoding _encoding;
    private readonly ImmutableArray<IObjectiveModel> _models;
    private readonly ImmutableList<Configuration> _configurations;
    private readonly ImmutableList<double[]> _losses; // what is believed of each configuration, [objectives]
    private readonly double[] _reference;
    private readonly int _opinions;
    private readonly ImmutableArray<IFeasibility> _feasibility;
    private readonly ImmutableHashSet<Configuration> _refused; // what is known to break a measured constraint
    private readonly FrontDraws? _draws; // where measurements are noisy

    private Belief(
        StudyEncoding encoding,
        ImmutableArray<IObjectiveModel> models,
        (ImmutableList<Configuration> Configurations, ImmutableList<double[]> Losses) known,
        (double[] Reference, int Opinions, ImmutableArray<IFeasibility> Feasibility, ImmutableHashSet<Configuration> Refused, FrontDraws? Draws) settings)
    {
        (_encoding, _models, _draws) = (encoding, models, settings.Draws);
        (_reference, _opinions, _feasibility, _refused, _) = settings;
        (_configurations, _losses) = known;
    }

    /// <summary>Fits a model to each measured objective of a study with at least one observation.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="key">Where random choices come from.</param>
    public static Belief Of(StudySnapshot study, GaussianProcessOptions options, RandomKey key)
    {
        var encoding = new StudyEncoding(study);
        var losses = study.Observations.Select(study.LossesOf).ToArray();
        var refused = RefusedBy(study);
        var inputs = encoding.Inputs(study.Observations.Select(observation => observation.Configuration), options is { Grows: true, Inference: Inference.Best });
        var models = study.Objectives.Select((objective, index) => objective.IsAnalytic
            ? (IObjectiveModel)new AnalyticModel(configuration => study.AnalyticLoss(objective, configuration))
            : GaussianProcessModel.Fit(inputs.WithTrends(encoding.TrendsOf(index)), Array.ConvertAll(losses, loss => loss[index]), options, key.For(index))).ToImmutableArray();
        var configurations = study.Observations.Select(observation => observation.Configuration).Distinct().ToImmutableList();
        var opinions = models.OfType<GaussianProcessModel>().Select(model => model.Opinions.Length).DefaultIfEmpty(1).Max();
        var believed = configurations.Select(configuration => Expect(encoding, models, configuration, opinions)).ToImmutableList();

        var mayBeNoisy = options.DoubtsSingleMeasurements || configurations.Count < study.Observations.Length;
        var draws = mayBeNoisy ? FrontDraws.Of(encoding, models, options, key.For("front")) : null;

        return new(encoding, models, (configurations, believed), (ReferenceOf(study, losses, refused), opinions, FeasibilitiesOf(study, encoding, options), refused, draws));
    }

    /// <summary>The expected hypervolume improvement over everything believed so far.</summary>
    public AcquisitionFunction Acquisition() => _draws?.Acquisition(_configurations, _refused, _reference, _feasibility)
        ?? new(_encoding, (_models, _opinions), [.. _losses.Where((_, index) => !_refused.Contains(_configurations[index]))], _reference) { Feasibility = _feasibility };

    /// <summary>The configurations that are believed to be undominated among those that keep the measured constraints, or among all where none does.</summary>
    public IReadOnlyList<Configuration> Front()
    {
        var allowed = Enumerable.Range(0, _losses.Count).Where(index => !_refused.Contains(_configurations[index])).ToArray();
        allowed = allowed.Length > 0 ? allowed : [.. Enumerable.Range(0, _losses.Count)];

        return Array.ConvertAll(ParetoFront.IndicesOf(Array.ConvertAll(allowed, index => _losses[index])), place => _configurations[allowed[place]]);
    }

    /// <summary>The belief after a configuration turned out as expected.</summary>
    public Belief Believe(Configuration configuration)
    {
        var point = _encoding.Point(configuration);

        return new(
            _encoding,
            [.. _models.Select(model => model.Believe(configuration, point))],
            (_configurations.Add(configuration), _losses.Add(Expect(_encoding, _models, configuration, _opinions))),
            (_reference, _opinions, _feasibility, _refused, _draws));
    }

    private static double[] ReferenceOf(StudySnapshot study, double[][] losses, ImmutableHashSet<Configuration> refused)
    {
        if (study.ReferencePoint is { } given)
        {
            return [.. study.Objectives.Select((objective, index) => objective.ToLoss(given[index]))];
        }

        var allowed = losses.Where((_, index) => !refused.Contains(study.Observations[index].Configuration)).ToArray();
        return ReferencePoint.Infer(allowed.Length > 0 ? allowed : losses);
    }

    private static ImmutableHashSet<Configuration> RefusedBy(StudySnapshot study)
    {
        var merged = study.Constraints.IsEmpty ? null : study.Merged();

        return merged is null ? [] : [.. merged.Observations
            .Where(observation => Enumerable.Range(0, study.Constraints.Length).Any(i => merged.ExcessOf(observation, i) > 0))
            .Select(observation => observation.Configuration)];
    }

    private static ImmutableArray<IFeasibility> FeasibilitiesOf(StudySnapshot study, StudyEncoding encoding, GaussianProcessOptions options)
    {
        IEnumerable<IFeasibility> outcomes = ConstraintModel.AllOf(study, encoding, options);

        return [.. FeasibilityModel.Of(study, encoding, options) is { } gives ? outcomes.Prepend(gives) : outcomes];
    }

    private static double[] Expect(
        StudyEncoding encoding, ImmutableArray<IObjectiveModel> models, Configuration configuration, int opinions)
    {
        var (point, forecasts) = (encoding.Point(configuration), new Forecast[opinions]);

        return [.. models.Select(model =>
        {
            model.Predict(configuration, point, forecasts);
            return forecasts.Average(forecast => forecast.Median);
        })];
    }
}
