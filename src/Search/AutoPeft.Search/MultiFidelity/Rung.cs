namespace AutoPeft.Search.MultiFidelity;

/// <summary>A fidelity at which trials are compared and only the best go on.</summary>
/// <param name="Index">Which rung this is, from 0.</param>
/// <param name="Fidelity">How much training it takes to reach it.</param>
public sealed record Rung(int Index, Fidelity Fidelity);
