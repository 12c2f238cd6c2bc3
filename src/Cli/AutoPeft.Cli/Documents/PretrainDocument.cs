using System.Globalization;
using System.Text.Json.Serialization;
using AutoPeft.Cli.Quickstart.Pretraining;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft pretrain</c> says at the end.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Step">Steps taken, those before an interruption included.</param>
/// <param name="Seconds">The time since this process began.</param>
/// <param name="HeldOutLoss">Mean loss on held-out texts, in nats a token; null before the first measurement.</param>
/// <param name="HeldOutAccuracy">The part of hidden tokens that is guessed right, in [0, 1]; null before the first measurement.</param>
/// <param name="Source">The documentation packs with their versions.</param>
/// <param name="CorpusHash">The SHA-256 of the corpus.</param>
/// <param name="Parameters">The parameters of the model without its head.</param>
/// <param name="ModelFolder">Where the model was written; null when the training is to be continued.</param>
internal sealed record PretrainDocument(
    string End,
    int Step,
    double Seconds,
    double? HeldOutLoss,
    double? HeldOutAccuracy,
    string Source,
    string CorpusHash,
    long Parameters,
    string? ModelFolder)
{
    /// <summary>The same in words.</summary>
    [JsonIgnore]
    public string Sentence => ModelFolder is null
        ? string.Create(CultureInfo.InvariantCulture, $"Paused at step {Step}; the same command continues.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Parameters:N0} parameters to {ModelFolder}: held-out loss {HeldOutLoss:F3}, accuracy {HeldOutAccuracy:P1}, corpus {CorpusHash[..12]} of {Source}");

    /// <summary>The document of a pre-training.</summary>
    public static PretrainDocument Of(BackboneSummary summary) => new(
        TrialDocument.Word(summary.Outcome.End),
        summary.Outcome.Step,
        Math.Round(summary.Outcome.Elapsed.TotalSeconds, 1),
        summary.Outcome.HeldOut?.Loss,
        summary.Outcome.HeldOut?.Accuracy,
        summary.Source,
        summary.CorpusHash,
        summary.ParameterCount,
        summary.ModelFolder);
}
