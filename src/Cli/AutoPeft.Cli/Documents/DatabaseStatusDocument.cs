using System.Collections.Immutable;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft db status</c>, <c>upgrade</c> and <c>downgrade</c> say.</summary>
/// <param name="Store">The database.</param>
/// <param name="IsCurrent">Whether this program can work with it.</param>
/// <param name="Applied">The migrations it has, in order.</param>
/// <param name="Missing">Those it lacks.</param>
/// <param name="Unknown">Those of a later version.</param>
internal sealed record DatabaseStatusDocument(
    string Store, bool IsCurrent, ImmutableArray<string> Applied, ImmutableArray<string> Missing, ImmutableArray<string> Unknown)
{
    /// <summary>The line for people.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Sentence => !Unknown.IsEmpty ? $"{Store}: too new for this program; it has {string.Join(", ", Unknown)}."
        : !Missing.IsEmpty ? $"{Store}: it lacks {string.Join(", ", Missing)}; upgrade it with 'autopeft db upgrade'."
        : $"{Store}: up to date ({Applied[^1]}).";

    /// <summary>The document of a schema.</summary>
    public static DatabaseStatusDocument Of(string store, SchemaStatus status) =>
        new(store, status.IsCurrent, status.Applied, status.Missing, status.Unknown);
}
