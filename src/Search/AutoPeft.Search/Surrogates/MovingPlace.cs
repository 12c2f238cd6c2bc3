using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>A configuration of which continuous parameters are being moved.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Point">Its encoding.</param>
/// <param name="Free">The parameters that move.</param>
internal sealed record MovingPlace(Configuration Configuration, double[] Point, IReadOnlyList<FreeParameter> Free);
