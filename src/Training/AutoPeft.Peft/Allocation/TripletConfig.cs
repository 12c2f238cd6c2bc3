namespace AutoPeft.Peft.Allocation;

/// <summary>The settings of methods that weigh triplets (a row of A, a factor, a column of B) by their importance.</summary>
public abstract record TripletConfig : RankedConfig
{
    /// <summary>The weight of the penalty that keeps components orthogonal. At least 0; default 0.1.</summary>
    public double Orthogonality { get; init; } = 0.1;
}
