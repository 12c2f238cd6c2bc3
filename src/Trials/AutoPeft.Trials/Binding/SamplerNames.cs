using System.Collections.Immutable;

namespace AutoPeft.Trials.Binding;

/// <summary>The samplers that a study file may name.</summary>
public static class SamplerNames
{
    /// <summary>Uniform over the valid configurations.</summary>
    public const string Random = "random";

    /// <summary>Evenly spread over the space.</summary>
    public const string Sobol = "sobol";

    /// <summary>All combinations in order.</summary>
    public const string Grid = "grid";

    /// <summary>By a model of what training measures.</summary>
    public const string Bayesian = "bayesian";

    /// <summary>As <see cref="Bayesian"/>, fully Bayesian with the prior that few parameters matter (SAAS), by NUTS. Seconds a suggestion.</summary>
    public const string Saas = "saas";

    /// <summary>As <see cref="Saas"/>, but the most probable models of several strengths of that prior. Fast.</summary>
    public const string SaasEnsemble = "saas-ensemble";

    /// <summary>As <see cref="Bayesian"/>, within a box around a point of the front: for spaces of about a hundred parameters and more.</summary>
    public const string TrustRegion = "trust-region";

    /// <summary>By how likely configurations are among good ones and among the others.</summary>
    public const string Tpe = "tpe";

    /// <summary>By crossing and mutating the best ones.</summary>
    public const string Nsga2 = "nsga2";

    /// <summary>ML.NET's randomised direct search; one objective, and only where ML.NET is built in.</summary>
    public const string CostFrugal = "cost-frugal";

    /// <summary>ML.NET's random forest; one objective, and only where ML.NET is built in.</summary>
    public const string Smac = "smac";

    /// <summary>The one used when the file names none.</summary>
    public const string Default = Bayesian;

    /// <summary>Those that learn from earlier studies.</summary>
    public static ImmutableArray<string> Learning { get; } = [Bayesian, Saas, SaasEnsemble, TrustRegion];

    /// <summary>Those whose first trials are of another kind, so that a study may say how many.</summary>
    public static ImmutableArray<string> Initialised { get; } = [.. Learning, Tpe, Nsga2, Smac];

    /// <summary>The tuners of ML.NET.</summary>
    public static ImmutableArray<string> Tuners { get; } = [CostFrugal, Smac];

    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [Bayesian, Saas, SaasEnsemble, TrustRegion, Tpe, Nsga2, Random, Sobol, Grid, .. Tuners];
}
