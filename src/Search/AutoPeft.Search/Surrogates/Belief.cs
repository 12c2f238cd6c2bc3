using System.Collections.Immutable;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Surrogates;

/// <summary>What is believed about all objectives of a study, and about the configurations tried so far. Immutable.</summary>
internal sealed class Belief
{
    private readonly SearchSpace _space;
    private readonly ImmutableArray<IObjectiveModel> _models;
    private readonly ImmutableList<Configuration> _configurations;
    private readonly ImmutableList<double[]> _losses; // what is believed of each configuration, [objectives]
    private readonly double[] _reference;

    private Belief(
        SearchSpace space,
        ImmutableArray<IObjectiveModel> models,
        (ImmutableList<Configuration> Configurations, ImmutableList<double[]> Losses) known,
        double[] reference)
    {
        (_space, _models, _reference) = (space, models, reference);
        (_configurations, _losses) = known;
    }

    /// <summary>Fits a model to each measured objective of a study with at least one observation.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">How to fit.</param>
    public static Belief Of(StudySnapshot study, GaussianProcessOptions options)
    {
        var points = study.Observations.Select(observation => Encode(study.Space, observation.Configuration)).ToArray();
        var losses = study.Observations.Select(study.LossesOf).ToArray();
        var inputs = new TrainingInputs(points);
        var models = study.Objectives.Select((objective, index) => objective.IsAnalytic
            ? (IObjectiveModel)new AnalyticModel(configuration => study.AnalyticLoss(objective, configuration))
            : GaussianProcessModel.Fit(points, inputs, Array.ConvertAll(losses, loss => loss[index]), options)).ToImmutableArray();
        var configurations = study.Observations.Select(observation => observation.Configuration).Distinct().ToImmutableList();
        var believed = configurations.Select(configuration => Expect(study.Space, models, configuration)).ToImmutableList();

        return new(study.Space, models, (configurations, believed), ReferenceOf(study, losses));
    }

    /// <summary>The expected hypervolume improvement over everything believed so far.</summary>
    public AcquisitionFunction Acquisition() => new(_models, _losses, _reference);

    /// <summary>The configurations that are believed to be undominated.</summary>
    public IReadOnlyList<Configuration> Front() =>
        Array.ConvertAll(ParetoFront.IndicesOf(_losses), index => _configurations[index]);

    /// <summary>The belief after a configuration turned out as expected.</summary>
    public Belief Believe(Configuration configuration)
    {
        var point = Encode(_space, configuration);

        return new(
            _space,
            [.. _models.Select(model => model.Believe(configuration, point))],
            (_configurations.Add(configuration), _losses.Add(Expect(_space, _models, configuration))),
            _reference);
    }

    private static double[] ReferenceOf(StudySnapshot study, double[][] losses) => study.ReferencePoint is { } given
        ? [.. study.Objectives.Select((objective, index) => objective.ToLoss(given[index]))]
        : ReferencePoint.Infer(losses);

    private static double[] Encode(SearchSpace space, Configuration configuration)
    {
        var point = new double[space.EncodedLength];
        space.Encode(configuration, point);
        return point;
    }

    private static double[] Expect(SearchSpace space, ImmutableArray<IObjectiveModel> models, Configuration configuration)
    {
        var point = Encode(space, configuration);

        return [.. models.Select(model => model.Predict(configuration, point).Mean)];
    }
}
