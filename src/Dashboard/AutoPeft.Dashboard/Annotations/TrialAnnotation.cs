using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Annotations;

/// <summary>What people wrote about a trial.</summary>
/// <param name="Note">Their note; empty for none.</param>
/// <param name="Tags">Their tags in ordinal order.</param>
/// <param name="Version">How often it was changed; a change names the version that it is based on.</param>
public sealed record TrialAnnotation(string Note, ImmutableArray<string> Tags, int Version)
{
    /// <summary>Nothing was written.</summary>
    public static TrialAnnotation None { get; } = new(string.Empty, [], 0);
}
