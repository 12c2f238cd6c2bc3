using System.Collections.Immutable;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>A type or member with its documentation.</summary>
/// <param name="Id">The identifier the compiler gave it, e.g. <c>M:System.String.Trim(System.Char)</c>.</param>
/// <param name="Sections">Its sections in the order of the file.</param>
internal sealed record DocumentedMember(string Id, ImmutableArray<DocumentedSection> Sections)
{
    /// <summary>
    /// The identifier without its kind, parameters and generic arity of a method: <c>System.String.Trim</c>.
    /// </summary>
    /// <remarks>The overloads of a method share it.</remarks>
    public string QualifiedName => WithoutParameters(Id)[2..].Split("``")[0];

    /// <summary>Whether it is a type and not a member of one.</summary>
    public bool IsType => Id.StartsWith("T:", StringComparison.Ordinal);

    private static string WithoutParameters(string id) =>
        id.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? id[..at] : id;
}
