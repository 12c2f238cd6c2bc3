using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Training.Probing;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft model probe</c> measured.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Rows">How many training rows were used.</param>
/// <param name="HeadLoss">The mean loss of the head that was trained for it, in nats.</param>
/// <param name="Modules">Every linear module, by layer.</param>
/// <param name="Configuration">LoRA with the ranks that are proposed, for <c>baselines</c> of a study.</param>
internal sealed record ProbeDocument(
    string Model, int Rows, double HeadLoss, ImmutableArray<ProbedModuleDocument> Modules, JsonObject Configuration)
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
            [.. report.Modules.Zip(ranks, ProbedModuleDocument.Of)],
            JsonNode.Parse(Allocated(report.Modules, ranks, meanRank).ToJson())!.AsObject());
    }

    // The scale alpha / rank is the same everywhere, that of a uniform LoRA of the mean rank: only the ranks differ.
    private static PeftConfig Allocated(ImmutableArray<ModuleSensitivity> modules, ImmutableArray<int> ranks, int meanRank)
    {
        var scale = new LoraConfig { Rank = meanRank }.Scale;

        return PeftConfig.Of(modules.Zip(ranks).Where(pair => pair.Second > 0).Select(pair => new PeftPlacement(
            pair.First.Module.Layer, new LoraConfig { Rank = pair.Second, Alpha = scale * pair.Second, Targets = [pair.First.Module.Kind] })));
    }
}
