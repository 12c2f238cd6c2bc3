using System.Collections.Immutable;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft reproduce</c> says.</summary>
/// <param name="Path">The recipe. Full path.</param>
/// <param name="Tolerance">The largest difference that counts as the same.</param>
/// <param name="Reproduced">Whether every result came out the same.</param>
/// <param name="Results">Every result, as the recipe has it and as measured now.</param>
internal sealed record ReproduceDocument(
    string Path, double Tolerance, bool Reproduced, ImmutableArray<VerifiedResultDocument> Results)
{
    /// <summary>The document of a reproduction.</summary>
    public static ReproduceDocument Of(string path, double tolerance, ImmutableArray<VerifiedResult> results)
    {
        var documents = results.Select(result => new VerifiedResultDocument(
            result.Metric, result.Split, result.Stored, result.Measured, IsSame(result, tolerance))).ToImmutableArray();

        return new(path, tolerance, !documents.IsEmpty && documents.All(result => result.Equal), documents);
    }

    private static bool IsSame(VerifiedResult result, double tolerance) =>
        result.IsEqual || Math.Abs(result.Stored - result.Measured) <= tolerance;
}
