namespace AutoPeft.Search.Space;

/// <summary>How distances between the numbers of a domain are felt.</summary>
public enum Scale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart; all numbers are positive.</summary>
    Log,
}
