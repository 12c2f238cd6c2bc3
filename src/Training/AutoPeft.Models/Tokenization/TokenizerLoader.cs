using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Tokenization.BytePairs;
using AutoPeft.Models.Tokenization.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization;

/// <summary>Loads the tokenizer of a model folder, whatever its kind.</summary>
public static class TokenizerLoader
{
    /// <summary>
    /// The tokenizer that lies beside a model: <c>vocab.txt</c> (WordPiece), else <c>tokenizer.json</c>, else
    /// <c>vocab.json</c> with <c>merges.txt</c> (byte-level byte pairs).
    /// </summary>
    /// <exception cref="InvalidInputException">There is none that can be read; carries every fault.</exception>
    public static ITokenizer Load(string folder)
    {
        if (Has(folder, ModelFileNames.Vocabulary))
        {
            return WordPieceTokenizer.Load(folder);
        }

        if (Has(folder, ModelFileNames.Tokenizer))
        {
            return TokenizerFile.Load(Path.Combine(folder, ModelFileNames.Tokenizer));
        }

        return Has(folder, ModelFileNames.BytePairVocabulary) && Has(folder, ModelFileNames.Merges)
            ? BytePairFolder.Load(folder)
            : throw new InvalidInputException(
                new FaultPlace(folder),
                $"The folder has no tokenizer: neither {ModelFileNames.Vocabulary} nor {ModelFileNames.Tokenizer}, nor "
                + $"{ModelFileNames.BytePairVocabulary} with {ModelFileNames.Merges}.",
                "Put the tokenizer's files beside the model.");
    }

    private static bool Has(string folder, string file) => File.Exists(Path.Combine(folder, file));
}
