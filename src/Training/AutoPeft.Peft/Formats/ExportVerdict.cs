using System.Collections.Immutable;

namespace AutoPeft.Peft.Formats;

/// <summary>Whether a configuration can be exported to a target, said before anything is written.</summary>
/// <param name="Kind">How faithful the export is.</param>
/// <param name="Reasons">What differs, or why it is impossible, one sentence each; empty when exact.</param>
/// <param name="Alternative">What to do instead; null when there is nothing better.</param>
public sealed record ExportVerdict(ExportVerdictKind Kind, ImmutableArray<string> Reasons, string? Alternative)
{
    /// <summary>The target computes what we computed.</summary>
    public static ExportVerdict Exact { get; } = new(ExportVerdictKind.Exact, [], null);

    /// <summary>Whether an export can be written at all.</summary>
    public bool IsPossible => Kind != ExportVerdictKind.Impossible;

    /// <summary>The target computes something else in these points; exact when there are none.</summary>
    public static ExportVerdict Approximate(IEnumerable<string> differences, string? alternative = null) =>
        differences.ToImmutableArray() is { IsEmpty: false } list
            ? new(ExportVerdictKind.Approximate, list, alternative)
            : Exact;

    /// <summary>The target cannot hold it.</summary>
    public static ExportVerdict Impossible(string reason, string? alternative = null) =>
        new(ExportVerdictKind.Impossible, [reason], alternative);

    /// <summary>The worse of both, with the reasons of both when they are equally bad.</summary>
    public ExportVerdict And(ExportVerdict other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return Kind == other.Kind
            ? new(Kind, [.. Reasons.Union(other.Reasons)], Alternative ?? other.Alternative)
            : Kind > other.Kind ? this : other;
    }

    /// <inheritdoc/>
    public bool Equals(ExportVerdict? other) =>
        other is not null && Kind == other.Kind && Reasons.SequenceEqual(other.Reasons) && Alternative == other.Alternative;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Reasons.Length, Alternative);

    /// <summary>The verdict as one line: <c>exact</c>, or the kind with its reasons and the alternative.</summary>
    public override string ToString() => Kind switch
    {
        ExportVerdictKind.Exact => "exact",
        ExportVerdictKind.Approximate => $"approximate: {string.Join(' ', Reasons)}{Suffix}",
        _ => $"impossible: {string.Join(' ', Reasons)}{Suffix}",
    };

    private string Suffix => Alternative is null ? "" : " " + Alternative;
}
