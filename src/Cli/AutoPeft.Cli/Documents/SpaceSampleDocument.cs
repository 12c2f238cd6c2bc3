using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft space sample</c> says.</summary>
/// <param name="Samples">The configurations.</param>
internal sealed record SpaceSampleDocument(ImmutableArray<SampleDocument> Samples)
{
    /// <summary>The document of configurations.</summary>
    public static SpaceSampleDocument Of(PeftBinding binding, IEnumerable<Configuration> samples) =>
        new([.. samples.Select(sample => SampleDocument.Of(binding, sample))]);
}
