using AutoPeft.Models.Structure;

namespace AutoPeft.Trials.Probes;

/// <summary>What a probe of a model says of one linear module.</summary>
/// <param name="Layer">Its layer, from 0.</param>
/// <param name="Module">Its kind.</param>
/// <param name="Fisher">The trace of the empirical Fisher information of its weight; not negative.</param>
public sealed record ProbedModule(int Layer, ModuleKind Module, double Fisher);
