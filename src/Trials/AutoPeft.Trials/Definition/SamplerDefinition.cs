namespace AutoPeft.Trials.Definition;

/// <summary>Which sampler proposes the trials.</summary>
/// <param name="Name">The sampler's name, e.g. <c>random</c>, <c>sobol</c>, <c>bayesian</c>. Default <c>bayesian</c>.</param>
/// <param name="Initial">How many trials a model-based sampler chooses without a model. Null, the default: the sampler decides.</param>
public sealed record SamplerDefinition(string Name = "bayesian", int? Initial = null);
