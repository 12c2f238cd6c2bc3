using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Transfer;

/// <summary>What is expected of configurations before anything is measured, e.g. by looking at the model. It may be wrong: measurements decide how far it is believed.</summary>
/// <param name="Objectives">The numbers of the objectives that it is about; measured ones.</param>
/// <param name="Of">
/// The expectation of a configuration: smaller is better, with mean 0 and standard deviation 1 or so over the space. Pure and safe for concurrent use.
/// </param>
public sealed record PriorExpectation(ImmutableArray<int> Objectives, Func<Configuration, double> Of);
