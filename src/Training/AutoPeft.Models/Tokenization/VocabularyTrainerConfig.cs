namespace AutoPeft.Models.Tokenization;

/// <summary>How a WordPiece vocabulary is made from text.</summary>
public sealed record VocabularyTrainerConfig
{
    /// <summary>The most tokens, special ones included. At least 100; default 8,000.</summary>
    public int Size { get; init; } = 8_000;

    /// <summary>How often two pieces must stand side by side to be joined. At least 1; default 2.</summary>
    public int MinimumFrequency { get; init; } = 2;

    /// <summary>
    /// The most different characters; words with a rarer one are left out. At least 1; default 1,000.
    /// </summary>
    public int AlphabetLimit { get; init; } = 1_000;
}
