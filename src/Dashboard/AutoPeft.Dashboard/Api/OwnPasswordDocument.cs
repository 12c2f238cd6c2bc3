namespace AutoPeft.Dashboard.Api;

/// <summary>Another password for the one who asks.</summary>
/// <param name="Current">The password until now.</param>
/// <param name="Password">12 to 200 letters.</param>
internal sealed record OwnPasswordDocument(string? Current, string? Password);
