using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>What a pre-training was made from and what came out.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Source">The documentation packs with their versions.</param>
/// <param name="CorpusHash">The SHA-256 of the corpus.</param>
/// <param name="TrainTokens">Tokens of one pass over the corpus.</param>
/// <param name="VocabularySize">The tokens of the vocabulary.</param>
/// <param name="ParameterCount">The parameters of the model without its head.</param>
/// <param name="ModelFolder">Where the finished model was written; null when the training is to be continued.</param>
internal sealed record BackboneSummary(
    PretrainingOutcome Outcome,
    string Source,
    string CorpusHash,
    long TrainTokens,
    int VocabularySize,
    long ParameterCount,
    string? ModelFolder);
