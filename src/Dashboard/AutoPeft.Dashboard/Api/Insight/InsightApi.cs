using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>What the page <em>Analysis</em> shows, as numbers.</summary>
internal static class InsightApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What decides: for one objective, or for all together.</summary>
    public static Task<IResult> ImportancesAsync([AsParameters] InsightRequest asked, string? objective = null) => asked.WithPlanAsync((view, plan) =>
    {
        int? number = objective is null && view.Study.Header.Objectives.Length > 1 ? null : InsightRequest.NumberOf(view, objective);
        var insight = view.Picture(("Insight", number), () => StudyInsight.Of(view, plan, number));
        return TypedResults.Ok(new ImportancesDocument(
            number is { } chosen ? view.Study.Header.Objectives[chosen].Name : null,
            insight.Trials,
            insight.Importances,
            Shares(insight.Groups.Layers),
            Shares(insight.Groups.Modules),
            Shares(insight.Groups.Methods)));
    });

    /// <summary>A parameter against an objective.</summary>
    public static Task<IResult> SliceAsync([AsParameters] InsightRequest asked, string parameter, string? objective = null) => asked.WithPlanAsync((view, plan) =>
    {
        var number = InsightRequest.NumberOf(view, objective);
        var insight = view.Picture(("Insight", (int?)number), () => StudyInsight.Of(view, plan, number));
        Check(insight, ("parameter", parameter));
        return TypedResults.Ok(ParameterPlots.Slice(insight.Analysis.Snapshot, parameter, number).Where(point => double.IsFinite(point.Value))
            .Select(point => new SlicePointDocument(insight.Analysis.Trials[point.Observation].Number, Json(point.At), point.Value, point.Rank)).ToImmutableArray());
    });

    /// <summary>Two parameters, with how good the trials are.</summary>
    public static Task<IResult> ContourAsync([AsParameters] InsightRequest asked, string x, string y, string? objective = null) => asked.WithPlanAsync((view, plan) =>
    {
        var number = InsightRequest.NumberOf(view, objective);
        var insight = view.Picture(("Insight", (int?)number), () => StudyInsight.Of(view, plan, number));
        Check(insight, ("x", x), ("y", y));
        return TypedResults.Ok(ParameterPlots.Contour(insight.Analysis.Snapshot, (x, y), number).Where(point => double.IsFinite(point.Value))
            .Select(point => new ContourPointDocument(insight.Analysis.Trials[point.Observation].Number, Json(point.X), Json(point.Y), point.Value, point.Rank)).ToImmutableArray());
    });

    /// <summary>The empirical distribution of an objective.</summary>
    public static Task<IResult> DistributionAsync([AsParameters] InsightRequest asked, string? objective = null) => asked.WithAsync(view =>
    {
        var value = view.Fields.OfObjective(view.Study.Header.Objectives[InsightRequest.NumberOf(view, objective)].Name).Number!;
        var sorted = Association.Candidates(view).Select(trial => value(trial)!.Value).Where(double.IsFinite).Order().ToArray();
        return TypedResults.Ok(sorted.Select((item, i) => new DistributionPointDocument(item, (i + 1.0) / sorted.Length)).ToImmutableArray());
    });

    /// <summary>The rank correlation of every parameter with an objective.</summary>
    public static Task<IResult> CorrelationsAsync([AsParameters] InsightRequest asked, string? objective = null) => asked.WithAsync(view =>
    {
        var number = InsightRequest.NumberOf(view, objective);
        return TypedResults.Ok(view.Picture(("Associations", number), () => Association.Of(view, view.Study.Header.Objectives[number]))
            .Select(item => new CorrelationDocument(item.Parameter, item.Correlation, item.Trials)).ToImmutableArray());
    });

    /// <summary>How well the surrogate predicts.</summary>
    public static Task<IResult> SurrogateAsync([AsParameters] InsightRequest asked, string? objective = null) => asked.WithPlanAsync((view, plan) =>
    {
        var number = InsightRequest.NumberOf(view, objective);
        var (quality, trials) = view.Picture(("Check", number), () => StudyInsight.Check(view, plan, number));
        return quality is null
            ? TypedResults.Problem("There are too few trials to check the surrogate with.", statusCode: StatusCodes.Status409Conflict)
            : TypedResults.Ok(new SurrogateDocument(
                view.Study.Header.Objectives[number].Name,
                quality.Coverage50,
                quality.Coverage80,
                quality.Coverage95,
                quality.NegativeLogDensity,
                quality.BaselineNegativeLogDensity,
                double.IsFinite(quality.RankCorrelation) ? quality.RankCorrelation : null,
                quality.RootMeanSquaredError,
                [.. quality.Predictions.Select(item => new PredictionDocument(trials[item.Observation].Number, item.Loss, item.Expected, item.Cumulative))]));
    });

    /// <summary>How sure the front is, the surest first; computed beside, so the first answer takes a moment.</summary>
    public static async Task<IResult> CertaintyAsync([AsParameters] InsightRequest asked, FrontOddsDesk desk)
    {
        if (await asked.FindAsync() is not { } view)
        {
            return asked.Missing();
        }

        var odds = await desk.WithinAsync(view, Patience, asked.Cancellation);
        return odds is null
            ? TypedResults.Problem("It is still being computed: ask again.", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(view.Study.Trials.Select(trial => (Trial: trial, Member: odds.Of(trial.Number))).Where(item => item.Member is not null)
                .OrderByDescending(item => item.Member!.Probability).ThenBy(item => item.Trial.Number)
                .Select(item => new CertaintyDocument(item.Trial.Number, item.Member!.Seeds, item.Member.Probability, view.IsOnFront(item.Trial))).ToImmutableArray());
    }

    private static void Check(StudyInsight insight, params (string Field, string Parameter)[] wanted)
    {
        var faults = new FaultCollector();
        foreach (var (field, parameter) in wanted.Where(item => insight.Searched.All(domain => domain.Name != item.Parameter)))
        {
            faults.Add(new FaultPlace(field), $"No parameter '{parameter}' was searched.", "'importances' lists them.");
        }

        faults.ThrowIfAny();
    }

    private static ImmutableArray<ShareDocument> Shares(ImmutableArray<KeyValuePair<string, double>> groups) =>
        [.. groups.Select(group => new ShareDocument(group.Key, group.Value))];

    private static JsonValue? Json(ParameterValue? value) => value is not { } known ? null : known.Kind switch
    {
        ParameterValueKind.Number => JsonValue.Create(known.AsNumber),
        ParameterValueKind.Flag => JsonValue.Create(known.AsFlag),
        _ => JsonValue.Create(known.AsText),
    };
}
