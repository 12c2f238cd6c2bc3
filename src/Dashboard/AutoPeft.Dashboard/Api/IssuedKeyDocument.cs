namespace AutoPeft.Dashboard.Api;

/// <summary>A key that was just made.</summary>
/// <param name="Id">What identifies it.</param>
/// <param name="Key">Its text, shown this once.</param>
internal sealed record IssuedKeyDocument(string Id, string Key);
