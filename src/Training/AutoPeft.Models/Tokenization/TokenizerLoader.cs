using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization;

/// <summary>Loads the tokenizer of a model folder, whatever its kind.</summary>
public static class TokenizerLoader
{
    /// <summary>The tokenizer that lies beside a model.</summary>
    /// <exception cref="InvalidInputException">There is none that can be read; carries every fault.</exception>
    public static ITokenizer Load(string folder) => File.Exists(Path.Combine(folder, ModelFileNames.Vocabulary))
        ? WordPieceTokenizer.Load(folder)
        : throw new InvalidInputException(
            new FaultPlace(folder),
            $"The folder has no {ModelFileNames.Vocabulary}, so its tokenizer is not WordPiece.",
            "Use a model with a WordPiece vocabulary.");
}
