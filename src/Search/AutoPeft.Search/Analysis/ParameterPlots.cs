using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Analysis;

/// <summary>Gives the points of the plots that show how objectives depend on parameters.</summary>
public static class ParameterPlots
{
    /// <summary>The points of a parameter against an objective, in the order of the observations.</summary>
    /// <param name="study">The study.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="objective">The objective's number.</param>
    public static ImmutableArray<SlicePoint> Slice(StudySnapshot study, string parameter, int objective)
    {
        ArgumentNullException.ThrowIfNull(study);

        var ranks = Ranks(study, objective);
        return [.. study.Observations.Select((observation, i) =>
            new SlicePoint(i, observation.Configuration.Find(parameter), observation.Values[objective], ranks[i]))];
    }

    /// <summary>The points of two parameters against an objective, where both are active.</summary>
    /// <param name="study">The study.</param>
    /// <param name="parameters">The names of the parameters.</param>
    /// <param name="objective">The objective's number.</param>
    public static ImmutableArray<ContourPoint> Contour(StudySnapshot study, (string X, string Y) parameters, int objective)
    {
        ArgumentNullException.ThrowIfNull(study);

        var ranks = Ranks(study, objective);
        return [.. study.Observations.Select((observation, i) => (observation, i))
            .Where(entry => entry.observation.Configuration.Find(parameters.X) is not null && entry.observation.Configuration.Find(parameters.Y) is not null)
            .Select(entry => new ContourPoint(
                entry.i,
                entry.observation.Configuration[parameters.X],
                entry.observation.Configuration[parameters.Y],
                entry.observation.Values[objective],
                ranks[entry.i]))];
    }

    private static double[] Ranks(StudySnapshot study, int objective)
    {
        var losses = study.Observations.Select(observation => study.LossesOf(observation)[objective]).ToArray();
        var ranks = RankCorrelation.Ranks(losses);

        return Array.ConvertAll(ranks, rank => losses.Length == 1 ? 0 : rank / (losses.Length - 1));
    }
}
