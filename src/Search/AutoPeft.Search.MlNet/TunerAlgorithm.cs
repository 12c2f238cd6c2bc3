namespace AutoPeft.Search.MlNet;

/// <summary>The tuners of ML.NET that can propose trials.</summary>
public enum TunerAlgorithm
{
    /// <summary>Randomised direct search that starts at the cheapest corner (Wu, Wang and Huang, "Frugal Optimization for Cost-related Hyperparameters", AAAI 2021).</summary>
    CostFrugal,

    /// <summary>Expected improvement under a random forest (Hutter, Hoos and Leyton-Brown, "SMAC", LION 2011).</summary>
    Smac,
}
