namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>A key that was just made. The only time that its text is known.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Text">What its holder uses.</param>
public sealed record IssuedKey(AccessKey Key, string Text);
