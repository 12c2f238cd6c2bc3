namespace AutoPeft.Search.Studies;

/// <summary>Which values of an objective are better.</summary>
public enum Direction
{
    /// <summary>Smaller is better.</summary>
    Minimize,

    /// <summary>Larger is better.</summary>
    Maximize,
}
