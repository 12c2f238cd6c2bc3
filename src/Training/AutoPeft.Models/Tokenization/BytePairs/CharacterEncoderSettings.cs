using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>How text is prepared for <see cref="CharacterEncoder"/>, and what becomes of unknown characters.</summary>
internal sealed record CharacterEncoderSettings
{
    /// <summary>What is put in front of every text.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What is replaced, in this order, the prefix included.</summary>
    public ImmutableArray<(string Old, string New)> Replacements { get; init; } = [];

    /// <summary>The token for a character that is no symbol; null: it vanishes.</summary>
    public string? Unknown { get; init; }

    /// <summary>Whether unknown characters in a row become one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Whether an unknown character becomes its UTF-8 bytes, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
    public bool FallsBackToBytes { get; init; }
}
