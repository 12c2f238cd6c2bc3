using System.Collections.Immutable;

namespace AutoPeft.Search.Transfer;

/// <summary>What an earlier study measured, in words that a later one shares.</summary>
/// <param name="Name">The study's name.</param>
/// <param name="Descriptions">[n][features]: each configuration in the shared description, every feature in a unit of its own.</param>
/// <param name="Losses">[objectives of the later study][n]: what was measured of each; empty for what the earlier study did not measure.</param>
public sealed record EarlierStudy(
    string Name, ImmutableArray<ImmutableArray<double>> Descriptions, ImmutableArray<ImmutableArray<double>> Losses);
