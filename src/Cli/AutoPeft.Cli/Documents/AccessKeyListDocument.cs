using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft key list</c> says.</summary>
/// <param name="Keys">The keys in the order in which they were made.</param>
internal sealed record AccessKeyListDocument(ImmutableArray<AccessKeyDocument> Keys);
