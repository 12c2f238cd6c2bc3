namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// The version in a pack's folder name, ordered as releases are: 9.0 before 10.0-preview before 10.0.
/// </summary>
/// <param name="Release">The numbers.</param>
/// <param name="Label">What follows the dash; empty for a stable release.</param>
internal readonly record struct PackVersion(Version Release, string Label) : IComparable<PackVersion>
{
    /// <summary>The version a folder is named after; 0.0 when its name is none.</summary>
    public static PackVersion Of(string folder)
    {
        var parts = Path.GetFileName(folder).Split('-', 2);

        var release = Version.TryParse(parts[0], out var parsed) ? parsed : new Version(0, 0);

        return new(release, parts.ElementAtOrDefault(1) ?? "");
    }

    /// <inheritdoc/>
    public int CompareTo(PackVersion other) =>
        (Release.CompareTo(other.Release), Label.Length == 0, other.Label.Length == 0) switch
        {
            (not 0 and var order, _, _) => order,
            (_, true, false) => 1,
            (_, false, true) => -1,
            _ => string.CompareOrdinal(Label, other.Label),
        };
}
