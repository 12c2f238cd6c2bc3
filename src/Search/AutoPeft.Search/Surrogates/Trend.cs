namespace AutoPeft.Search.Surrogates;

/// <summary>The mean follows a coordinate in proportion, such as what an earlier study expects.</summary>
/// <param name="Coordinate">Which coordinate of points.</param>
/// <param name="Slope">By how much the mean changes when the coordinate changes by 1. Not negative.</param>
public sealed record Trend(int Coordinate, double Slope);
