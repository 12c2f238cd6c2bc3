namespace AutoPeft.Trials.Binding;

/// <summary>A PEFT method as a section of a search space, for those who write study files for people.</summary>
/// <param name="Name">The section's key.</param>
/// <param name="Title">What papers call the method.</param>
/// <param name="Size">The setting whose 0 leaves the method out; a whole number.</param>
public sealed record SpaceMethod(string Name, string Title, string Size);
