using System.Collections.Immutable;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft verify</c> says of an export whose files are in order.</summary>
/// <param name="Path">The export's folder. Full path.</param>
/// <param name="Format">Its format.</param>
/// <param name="Verified">Whether every result came out the same to the last digit.</param>
/// <param name="Results">Every result, stored and measured again.</param>
internal sealed record VerifyDocument(string Path, string Format, bool Verified, ImmutableArray<VerifiedResultDocument> Results)
{
    /// <summary>The document of a verification.</summary>
    public static VerifyDocument Of(string path, VerificationReport report) => new(
        path,
        report.Manifest.Format,
        report.IsVerified,
        [.. report.Results.Select(result => new VerifiedResultDocument(result.Metric, result.Split, result.Stored, result.Measured, result.IsEqual))]);
}
