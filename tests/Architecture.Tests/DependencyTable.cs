using System.Text.RegularExpressions;

namespace AutoPeft.Architecture.Tests;

/// <summary>The table of <c>docs/architecture.md</c>: what each project may name of the others.</summary>
internal sealed partial class DependencyTable
{
    private readonly Dictionary<string, IReadOnlyList<string>> _rows;

    private DependencyTable(Dictionary<string, IReadOnlyList<string>> rows) => _rows = rows;

    /// <summary>The projects that have a row.</summary>
    public IReadOnlyCollection<string> Projects => _rows.Keys;

    /// <summary>Reads the rows <c>| `AutoPeft.X` | `AutoPeft.Y`, `AutoPeft.Z.Part` | … |</c>.</summary>
    public static DependencyTable Read(SourceTree tree) =>
        new(Row().Matches(tree.Read("docs/architecture.md")).ToDictionary(
            match => match.Groups["project"].Value,
            IReadOnlyList<string> (match) => [.. Name().Matches(match.Groups["allowed"].Value).Select(name => name.Groups[1].Value)],
            StringComparer.Ordinal));

    /// <summary>Whether a project may name another one, or at least a part of it.</summary>
    public bool AllowsProject(string project, string other) =>
        project == other || Allowed(project).Any(allowed => allowed == other || Contains(other, allowed));

    /// <summary>Whether a project may name what lies in this namespace of another one.</summary>
    public bool AllowsNamespace(string project, string space) =>
        Contains(project, space) || Allowed(project).Any(allowed => Contains(allowed, space));

    private IReadOnlyList<string> Allowed(string project) => _rows.GetValueOrDefault(project, []);

    // AutoPeft.Trials.Postgres is a project of its own, not a part of AutoPeft.Trials: the longest project name wins.
    private bool Contains(string outer, string inner) =>
        outer == inner || (inner.StartsWith(outer + ".", StringComparison.Ordinal) && Owner(inner) == Owner(outer));

    private string? Owner(string space) => _rows.Keys
        .Where(project => space == project || space.StartsWith(project + ".", StringComparison.Ordinal))
        .MaxBy(project => project.Length);

    [GeneratedRegex(@"^\| `(?<project>AutoPeft\.[\w.]+)` \|(?<allowed>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
