using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>Where the numbers of the page <em>Analysis</em> are.</summary>
internal static class InsightRoutes
{
    public static void MapInsight(this IEndpointRouteBuilder studies)
    {
        studies.MapGet("/{name}/importances", InsightApi.ImportancesAsync).Produces<ImportancesDocument>()
            .WithSummary("What decides whether a trial is among the best, by parameter, layer, module and method: objective (all together without)");
        studies.MapGet("/{name}/slice", InsightApi.SliceAsync).Produces<ImmutableArray<SlicePointDocument>>().WithSummary("A parameter against an objective: parameter, objective");
        studies.MapGet("/{name}/contour", InsightApi.ContourAsync).Produces<ImmutableArray<ContourPointDocument>>()
            .WithSummary("Two parameters with the rank of every trial: x, y, objective");
        studies.MapGet("/{name}/distribution", InsightApi.DistributionAsync).Produces<ImmutableArray<DistributionPointDocument>>()
            .WithSummary("The empirical distribution of an objective: objective");
        studies.MapGet("/{name}/correlations", InsightApi.CorrelationsAsync).Produces<ImmutableArray<CorrelationDocument>>()
            .WithSummary("The rank correlation of every parameter with an objective: objective");
        studies.MapGet("/{name}/surrogate", InsightApi.SurrogateAsync).Produces<SurrogateDocument>()
            .WithSummary("How well the surrogate predicts trials that it has not seen: objective");
        studies.MapGet("/{name}/certainty", InsightApi.CertaintyAsync).Produces<ImmutableArray<CertaintyDocument>>()
            .WithSummary("How sure each trial is to belong to the front, once the chance of seeds is taken out");
    }
}
