namespace AutoPeft.Dashboard.Actions;

/// <summary>The form that makes a key.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">What its holder may do.</param>
internal sealed record KeyForm(string? Name, string? Role);
