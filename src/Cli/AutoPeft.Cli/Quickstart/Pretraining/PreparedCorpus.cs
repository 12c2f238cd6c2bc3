using AutoPeft.Models.Tokenization;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>Everything a pre-training learns from.</summary>
/// <param name="Corpus">The texts.</param>
/// <param name="Tokenizer">The tokenizer made from them.</param>
/// <param name="Data">The texts as tokens.</param>
/// <param name="Hash">The SHA-256 of the texts.</param>
internal sealed record PreparedCorpus(
    PretrainingCorpus Corpus, WordPieceTokenizer Tokenizer, PretrainingData Data, string Hash)
{
    /// <summary>All that the course of this training depends on, as text.</summary>
    public string Identity(MaskedLanguageTraining training) => $"{training.Config} {training.Model.Config} {Hash}";

    /// <summary>What came out.</summary>
    public BackboneSummary Summarize(PretrainingOutcome outcome, MaskedLanguageTraining training, string folder) => new(
        outcome,
        Corpus.Source,
        Hash,
        Data.TrainTokens,
        Tokenizer.VocabularySize,
        training.Model.Shape.ParameterCount,
        outcome.End == PretrainingEnd.Completed ? folder : null);
}
