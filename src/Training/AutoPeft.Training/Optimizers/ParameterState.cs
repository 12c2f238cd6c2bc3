namespace AutoPeft.Training.Optimizers;

/// <summary>What an optimiser remembers of one parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="FirstMoment">The decayed mean of its gradients, row-major.</param>
/// <param name="SecondMoment">The decayed mean of their squares, row-major.</param>
public sealed record ParameterState(string Name, float[] FirstMoment, float[] SecondMoment);
