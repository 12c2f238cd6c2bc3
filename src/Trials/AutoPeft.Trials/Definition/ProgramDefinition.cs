using System.Collections.Immutable;

namespace AutoPeft.Trials.Definition;

/// <summary>A program that trains the trials of a study in the place of our engine.</summary>
/// <param name="Command">The program and its arguments; arguments may hold placeholders such as <c>{lora.rank}</c>. No shell reads it.</param>
public sealed record ProgramDefinition(ImmutableArray<string> Command)
{
    /// <summary>Variables that are added to its environment; values may hold placeholders. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The folder in which it runs. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How long one attempt may take; null, the default, without a limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The most bytes of memory that it and what it starts may have in use; null, the default, without a limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What decides a result, as text.</summary>
    internal string Fingerprint =>
        string.Join(' ', Command) + string.Concat(Environment.Select(variable => $" {variable.Key}={variable.Value}"));
}
