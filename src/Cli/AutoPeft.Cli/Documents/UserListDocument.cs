using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft user list</c> says.</summary>
/// <param name="Users">The users by name.</param>
internal sealed record UserListDocument(ImmutableArray<UserDocument> Users);
