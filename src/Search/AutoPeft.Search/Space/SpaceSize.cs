using System.Numerics;

namespace AutoPeft.Search.Space;

/// <summary>How large a space is, exactly.</summary>
/// <param name="Points">The number of configurations, rules not regarded; null when they are not countable.</param>
/// <param name="Valid">The number of configurations that keep all rules; null when it cannot be counted in bounded time.</param>
public sealed record SpaceSize(BigInteger? Points, BigInteger? Valid);
