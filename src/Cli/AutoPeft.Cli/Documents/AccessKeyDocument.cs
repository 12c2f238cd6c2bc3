using AutoPeft.Dashboard.Security.Keys;

namespace AutoPeft.Cli.Documents;

/// <summary>A key of the dashboard.</summary>
internal sealed record AccessKeyDocument(string Id, string Name, string Role, DateTimeOffset Created)
{
    /// <summary>What its holder uses; known only when it was just made.</summary>
    public string? Text { get; init; }

    /// <summary>The document of a key.</summary>
    public static AccessKeyDocument Of(AccessKey key) => new(key.Id, key.Name, key.Role.ToString().ToLowerInvariant(), key.Created);
}
