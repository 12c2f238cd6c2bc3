namespace AutoPeft.Models.Tokenization;

/// <summary>A token that is found in the text before anything else, such as <c>&lt;s&gt;</c>.</summary>
/// <param name="Content">How it is written; not empty.</param>
/// <param name="Id">Its number.</param>
internal sealed record AddedToken(string Content, int Id)
{
    /// <summary>Whether it takes the white space in front of it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it takes the white space behind it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether it counts only where no letter, digit or underscore touches it.</summary>
    public bool IsWholeWord { get; init; }
}
