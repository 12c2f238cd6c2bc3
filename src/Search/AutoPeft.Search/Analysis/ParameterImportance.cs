namespace AutoPeft.Search.Analysis;

/// <summary>How much a parameter has to do with being among the best.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Share">Its part of the importance of all parameters, in [0, 1]; they sum to 1 unless none matters.</param>
/// <param name="Divergence">How far its values among the best differ from those among all (Pearson's χ² divergence).</param>
/// <param name="Chance">The divergence that as many trials chosen at random have on average; what is not above it means nothing.</param>
public sealed record ParameterImportance(string Parameter, double Share, double Divergence, double Chance);
