using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft train</c> says, and keeps in <c>training.json</c> beside the checkpoint.</summary>
/// <param name="Study">The study whose model and data it trains with.</param>
/// <param name="Folder">The folder of its files. Full path.</param>
/// <param name="Identity">SHA-256 of everything that the result depends on.</param>
/// <param name="State"><c>running</c> until it has come to an end; then that of a trial.</param>
/// <param name="Reason">Why it ended, for the person reading; empty when completed.</param>
/// <param name="Configuration">The modules.</param>
/// <param name="Training">The training settings.</param>
/// <param name="Seed">Where all random choices come from.</param>
/// <param name="TrainableParameters">Parameters that training changes, head not included.</param>
/// <param name="Epochs">What was measured, one entry an epoch.</param>
/// <param name="Results">What the stored weights measure on the validation rows, and figures of the training; empty before the end.</param>
internal sealed record TrainDocument(
    string Study,
    string Folder,
    string Identity,
    string State,
    string Reason,
    JsonNode Configuration,
    JsonNode Training,
    long Seed,
    long TrainableParameters,
    ImmutableArray<EpochDocument> Epochs,
    JsonObject Results)
{
    /// <summary>The state of a training that has not ended.</summary>
    public const string Running = "running";
}
