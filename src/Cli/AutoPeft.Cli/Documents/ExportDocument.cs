using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft export</c> says.</summary>
/// <param name="Trial">The trial that was exported.</param>
/// <param name="Format">The format's name.</param>
/// <param name="Path">The folder that was written, a full path; null when nothing was to be written.</param>
/// <param name="Verdict">How faithful the export is.</param>
/// <param name="Note">Why this trial and this format; null when nothing needs explaining.</param>
internal sealed record ExportDocument(int Trial, string Format, string? Path, string Verdict, string? Note = null)
{
    /// <summary>Why this trial: what it beats, by how much, within what noise; null when nobody chose.</summary>
    public ImmutableArray<string>? Reasons { get; init; }

    /// <summary>How faithful every format would be, by its name; null when nobody asked.</summary>
    public ImmutableSortedDictionary<string, string>? Verdicts { get; init; }

    /// <summary>What some versions of the target do wrong with it; null when nothing is known.</summary>
    public ImmutableArray<string>? Warnings { get; init; }

    /// <summary>How the merged model compares with the model and its modules; null for other formats.</summary>
    public MergeDocument? Merged { get; init; }

    /// <summary>What the trial and the baselines measure with new seeds; null when nobody asked.</summary>
    public ConfirmationDocument? Confirmation { get; init; }

    /// <summary>The archive with everything to repeat it, a full path; null when nobody asked.</summary>
    public string? Bundle { get; init; }
}
