using System.Collections.Immutable;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>A class of the task: an area of the class library, made of whole branches of the namespace tree.</summary>
/// <param name="Label">The class label.</param>
/// <param name="Roots">The namespaces it consists of, with everything below them.</param>
internal sealed record DocumentationArea(string Label, ImmutableArray<string> Roots)
{
    /// <summary>The twelve areas, in the order of their labels.</summary>
    /// <remarks>
    /// Chosen so that each has at least 600 distinct texts from many types. Left out: the root namespace, which is
    /// about everything, and areas with too few types to fill three splits (LINQ, numerics).
    /// </remarks>
    public static ImmutableArray<DocumentationArea> All { get; } =
    [
        new("collections", ["System.Collections"]),
        new("components", ["System.ComponentModel"]),
        new("data", ["System.Data"]),
        new("diagnostics", ["System.Diagnostics"]),
        new("files", ["System.IO", "System.Formats.Tar"]),
        new("interop", ["System.Runtime.InteropServices"]),
        new("networking", ["System.Net"]),
        new("reflection", ["System.Reflection"]),
        new("security", ["System.Security"]),
        new("text", ["System.Text", "System.Globalization"]),
        new("threading", ["System.Threading"]),
        new("xml", ["System.Xml"]),
    ];

    /// <summary>The area of a namespace; null when it belongs to none.</summary>
    public static DocumentationArea? Of(string name) =>
        All.FirstOrDefault(area => area.Roots.Any(root => IsWithin(name, root)));

    private static bool IsWithin(string name, string root) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] == '.');
}
