using System.Collections.Immutable;
using AutoPeft.Training.Probing;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft model probe</c> measured.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Rows">How many training rows were used.</param>
/// <param name="HeadLoss">The mean loss of the head that was trained for it, in nats.</param>
/// <param name="Modules">Every linear module, by layer.</param>
internal sealed record ProbeDocument(string Model, int Rows, double HeadLoss, ImmutableArray<ProbedModuleDocument> Modules)
{
    // Nobody needs more, and a single module may otherwise claim almost all.
    private const int LargestShare = 4;

    /// <summary>The document of a report, with ranks of this mean.</summary>
    public static ProbeDocument Of(string model, ProbeReport report, int meanRank)
    {
        var ranks = RankAllocation.Of(report.Modules, meanRank * report.Modules.Length, LargestShare * meanRank);

        return new(
            model,
            report.Rows,
            report.HeadLoss,
            [.. report.Modules.Zip(ranks, ProbedModuleDocument.Of)]);
    }
}
