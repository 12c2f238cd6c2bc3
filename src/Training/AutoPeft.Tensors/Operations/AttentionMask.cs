using System.Collections.Immutable;

namespace AutoPeft.Tensors.Operations;

/// <summary>Which keys each query may attend to.</summary>
/// <param name="Lengths">
/// Tokens of each sequence that are not padding, [B]; sequence b's keys at or beyond <c>PrefixLength + Lengths[b]</c> are hidden.
/// Padding is always at the end of a sequence.
/// </param>
/// <param name="PrefixLength">Keys in front of every sequence that all queries see (prefix tuning). Default 0.</param>
/// <param name="Causal">Whether query t sees only the prefix and keys 0 to t. Default false.</param>
public sealed record AttentionMask(ImmutableArray<int> Lengths, int PrefixLength = 0, bool Causal = false);
