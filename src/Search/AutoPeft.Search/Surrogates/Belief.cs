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
    private readonly FeasibilityModel? _feasibility;

    private Belief(
        StudyEncoding encoding,
        ImmutableArray<IObjectiveModel> models,
        (ImmutableList<Configuration> Configurations, ImmutableList<double[]> Losses) known,
        (double[] Reference, int Opinions, FeasibilityModel? Feasibility) settings)
    {
        (_encoding, _models) = (encoding, models);
        (_reference, _opinions, _feasibility) = settings;
        (_configurations, _losses) = known;
    }

    /// <summary>Fits a model to each measured objective of a study with at least one observation.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="key">Where random choices come from.</param>
    public static Belief Of(StudySnapshot study, GaussianProcessOptions options, RandomKey key)
    {
        var encoding = new StudyEncoding(study);
        var points = study.Observations.Select(observation => encoding.Point(observation.Configuration)).ToArray();
        var losses = study.Observations.Select(study.LossesOf).ToArray();
        var inputs = new TrainingInputs(points, options is { Grows: true, Inference: Inference.Best } ? encoding.GrowthGroups : []);
        var models = study.Objectives.Select((objective, index) => objective.IsAnalytic
            ? (IObjectiveModel)new AnalyticModel(configuration => study.AnalyticLoss(objective, configuration))
            : GaussianProcessModel.Fit(inputs, Array.ConvertAll(losses, loss => loss[index]), options, key.For(index))).ToImmutableArray();
        var configurations = study.Observations.Select(observation => observation.Configuration).Distinct().ToImmutableList();
        var opinions = models.OfType<GaussianProcessModel>().Select(model => model.Opinions.Length).DefaultIfEmpty(1).Max();
        var believed = configurations.Select(configuration => Expect(encoding, models, configuration, opinions)).ToImmutableList();

        return new(encoding, models, (configurations, believed), (ReferenceOf(study, losses), opinions, FeasibilityModel.Of(study, encoding, options)));
    }

    /// <summary>The expected hypervolume improvement over everything believed so far.</summary>
    public AcquisitionFunction Acquisition() => new(_encoding, (_models, _opinions), _losses, _reference) { Feasibility = _feasibility };

    /// <summary>The configurations that are believed to be undominated.</summary>
    public IReadOnlyList<Configuration> Front() =>
        Array.ConvertAll(ParetoFront.IndicesOf(_losses), index => _configurations[index]);

    /// <summary>The belief after a configuration turned out as expected.</summary>
    public Belief Believe(Configuration configuration)
    {
        var point = _encoding.Point(configuration);

        return new(
            _encoding,
            [.. _models.Select(model => model.Believe(configuration, point))],
            (_configurations.Add(configuration), _losses.Add(Expect(_encoding, _models, configuration, _opinions))),
            (_reference, _opinions, _feasibility));
    }

    private static double[] ReferenceOf(StudySnapshot study, double[][] losses) => study.ReferencePoint is { } given
        ? [.. study.Objectives.Select((objective, index) => objective.ToLoss(given[index]))]
        : ReferencePoint.Infer(losses);

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
