namespace AutoPeft.Models.Structure;

/// <summary>What is learned from each text.</summary>
public enum TaskKind
{
    /// <summary>One of K classes for each text or pair of texts.</summary>
    Classification,

    /// <summary>A number for each text or pair of texts.</summary>
    Regression,

    /// <summary>One of K tags for each word.</summary>
    TokenClassification,

    /// <summary>The next token, from all tokens before it. Decoders only; no labels, and nothing of the head is trained.</summary>
    LanguageModelling,
}
