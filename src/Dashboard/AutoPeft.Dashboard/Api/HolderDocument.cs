namespace AutoPeft.Dashboard.Api;

/// <summary>Who asks.</summary>
/// <param name="Name">The name of the user or of the key; <c>this machine</c> without login.</param>
/// <param name="Role"><c>Viewer</c>, <c>Operator</c> or <c>Admin</c>.</param>
/// <param name="IsUser">Whether a user is signed in; otherwise it is a key, or this machine.</param>
internal sealed record HolderDocument(string Name, string Role, bool IsUser);
