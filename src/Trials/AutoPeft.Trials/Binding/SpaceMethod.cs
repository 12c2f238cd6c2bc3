namespace AutoPeft.Trials.Binding;

/// <summary>A PEFT method as a section of a search space, for those who write study files for people.</summary>
/// <param name="Name">The section's key.</param>
/// <param name="Title">What papers call the method.</param>
/// <param name="Size">The setting whose 0 leaves the method out; a whole number.</param>
public sealed record SpaceMethod(string Name, string Title, string Size)
{
    /// <summary>What the module computes, in one line.</summary>
    public required string Formula { get; init; }

    /// <summary>The paper that it comes from.</summary>
    public required string Paper { get; init; }

    /// <summary>Whether the size only says that the method is there: 1 is the largest.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Sizes that make sense with the defaults of all other settings, as people write them.</summary>
    public string Example => IsSwitch ? "0, 1" : "0, 4, 8";
}
