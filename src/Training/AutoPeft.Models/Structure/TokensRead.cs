namespace AutoPeft.Models.Structure;

/// <summary>Which tokens' final states are read. Of the last layer, only what they need is computed.</summary>
public enum TokensRead
{
    /// <summary>Those of all tokens.</summary>
    All,

    /// <summary>That of the first token of each sequence.</summary>
    First,

    /// <summary>That of the last token of each sequence that is not padding.</summary>
    Last,
}
