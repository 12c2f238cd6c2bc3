using System.Collections.Frozen;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// The names of all documented types: tells types, enclosing types and namespaces apart in an identifier.
/// </summary>
internal sealed class TypeNames
{
    private readonly FrozenSet<string> _types;

    /// <summary>Collects the types among these members.</summary>
    public TypeNames(IEnumerable<DocumentedMember> members)
    {
        _types = members
            .Where(member => member.IsType)
            .Select(member => member.QualifiedName)
            .ToFrozenSet(StringComparer.Ordinal);
        Namespaces = _types.Select(NamespaceOf).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Every namespace that has a documented type.</summary>
    public FrozenSet<string> Namespaces { get; }

    /// <summary>Whether this is the full name of a documented type.</summary>
    public bool Contains(string type) => _types.Contains(type);

    /// <summary>
    /// The full name of the outermost type that a member belongs to: a type and all nested in it are one unit.
    /// </summary>
    public string OutermostTypeOf(DocumentedMember member)
    {
        var type = member.IsType ? member.QualifiedName : Parent(member.QualifiedName);
        while (Parent(type) is var enclosing && _types.Contains(enclosing))
        {
            type = enclosing;
        }

        return type;
    }

    /// <summary>The namespace of an outermost or nested type.</summary>
    public string NamespaceOf(string type)
    {
        var name = Parent(type);
        while (_types.Contains(name))
        {
            name = Parent(name);
        }

        return name;
    }

    /// <summary>
    /// The last part of a dotted name without its generic arity: <c>List</c> of
    /// <c>System.Collections.Generic.List`1</c>.
    /// </summary>
    public static string SimpleName(string name) => name[(name.LastIndexOf('.') + 1)..].Split('`')[0];

    private static string Parent(string name) => name.LastIndexOf('.') is var at and > 0 ? name[..at] : "";
}
