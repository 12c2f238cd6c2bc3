namespace AutoPeft.Search.Surrogates;

/// <summary>How the hyperparameters of a surrogate follow from the data.</summary>
public enum Inference
{
    /// <summary>The most probable ones under dimension-scaled priors.</summary>
    Best,

    /// <summary>The most probable ones under the sparse axis-aligned subspace (SAAS) prior, for several strengths of sparsity at once.</summary>
    SparseEnsemble,

    /// <summary>Draws from their posterior under the SAAS prior, by NUTS: fully Bayesian.</summary>
    SparseDraws,
}
