using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>A continuous parameter that is being moved.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="Place">Where its number stands in the encoding.</param>
internal sealed record FreeParameter(FloatDomain Domain, int Place);
