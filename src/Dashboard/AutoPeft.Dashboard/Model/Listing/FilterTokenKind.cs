namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>What a piece of a filter is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A name, a number or a bare word.</summary>
    Word,

    /// <summary>A text in quotes: never an operator or a name.</summary>
    Quoted,

    /// <summary>A comparison.</summary>
    Operator,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>Nothing more comes.</summary>
    End,
}
