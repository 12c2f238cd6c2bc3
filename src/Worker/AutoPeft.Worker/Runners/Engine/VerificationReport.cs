using System.Collections.Immutable;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What became of verifying an export whose files are in order.</summary>
/// <param name="Manifest">What the export says about itself.</param>
/// <param name="Results">Every result of the recipe, measured again.</param>
public sealed record VerificationReport(ExportManifest Manifest, ImmutableArray<VerifiedResult> Results)
{
    /// <summary>Whether there are results, and every one came out the same to the last digit.</summary>
    public bool IsVerified => !Results.IsEmpty && Results.All(result => result.IsEqual);
}
