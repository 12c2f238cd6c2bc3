using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Cli.Optimization;

/// <summary>Makes the document of what the trials of a study say.</summary>
/// <param name="name">The study's name.</param>
/// <param name="analysis">Its trials.</param>
internal sealed class AnalysisWriter(string name, StudyAnalysis analysis)
{
    private const int ContourParameters = 3;

    /// <summary>The document.</summary>
    public AnalyzeDocument Write()
    {
        var objectives = analysis.Snapshot.Objectives;

        return new(
            name,
            analysis.Trials.Length,
            objectives.Length > 1 ? Importances(null) : null,
            [.. Enumerable.Range(0, objectives.Length).Select(Objective)]);
    }

    private ObjectiveAnalysisDocument Objective(int objective)
    {
        var document = Importances(objective);
        var top = document.Importances.Take(ContourParameters).Select(importance => importance.Parameter).ToArray();

        return document with
        {
            Objective = analysis.Snapshot.Objectives[objective].Name,
            Surrogate = analysis.Snapshot.Objectives[objective].IsAnalytic ? null : SurrogateOf(objective),
            Slices = [.. analysis.Snapshot.Space.Domains.Where(domain => domain.LevelCount != 1).Select(domain => Slice(domain.Name, objective))],
            Contours =
            [
                .. top.SelectMany((x, i) => top.Skip(i + 1).Select(y => Contour((x, y), objective))),
            ],
        };
    }

    private ObjectiveAnalysisDocument Importances(int? objective)
    {
        var importances = PedAnova.Of(analysis.Snapshot, objective);
        var isGrouped = importances.Any(importance => importance.Parameter.Contains('.'));

        return new()
        {
            Importances = ImportanceDocument.Of(importances),
            Groups = isGrouped ? ImportanceGroupsDocument.Of(ImportanceGroups.Of(importances)) : null,
        };
    }

    private ModelQualityDocument? SurrogateOf(int objective) => LeaveOneOut.Of(analysis.Snapshot, objective) is not { } quality ? null : new()
    {
        Trials = quality.Predictions.Length,
        RankCorrelation = quality.RankCorrelation,
        Coverage50 = quality.Coverage50,
        Coverage80 = quality.Coverage80,
        Coverage95 = quality.Coverage95,
        NegativeLogDensity = quality.NegativeLogDensity,
        BaselineNegativeLogDensity = quality.BaselineNegativeLogDensity,
        RootMeanSquaredError = quality.RootMeanSquaredError,
        Predictions = [.. quality.Predictions.Select(item => new HeldOutDocument(Number(item.Observation), item.Expected, item.Loss, item.Cumulative))],
    };

    private SliceDocument Slice(string parameter, int objective) => new(
        parameter,
        [
            .. ParameterPlots.Slice(analysis.Snapshot, parameter, objective)
                .Select(point => new PlotPointDocument(Number(point.Observation), point.At is { } at ? NodeOf(at) : null, null, point.Value, point.Rank)),
        ]);

    private ContourDocument Contour((string X, string Y) parameters, int objective) => new(
        parameters.X,
        parameters.Y,
        [
            .. ParameterPlots.Contour(analysis.Snapshot, parameters, objective)
                .Select(point => new PlotPointDocument(Number(point.Observation), NodeOf(point.X), NodeOf(point.Y), point.Value, point.Rank)),
        ]);

    private int Number(int observation) => analysis.Trials[observation].Number;

    private static JsonValue NodeOf(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => JsonValue.Create(value.AsText),
        ParameterValueKind.Flag => JsonValue.Create(value.AsFlag),
        _ => JsonValue.Create(value.AsNumber),
    };
}
