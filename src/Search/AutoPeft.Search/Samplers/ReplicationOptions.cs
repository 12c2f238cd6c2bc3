namespace AutoPeft.Search.Samplers;

/// <summary>When a <see cref="ReplicatingSampler"/> asks for another seed of a configuration instead of a new one.</summary>
public sealed record ReplicationOptions
{
    /// <summary>How many seeds a configuration may be measured with. At least 1; default 3.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The largest part of all trials that may be replicates, in [0, 1]. Default 0.25.</summary>
    public double Share { get; init; } = 0.25;

    /// <summary>A configuration is contested when it is on the front with a probability between this and 1 less this. In (0, 0.5]; default 0.1.</summary>
    public double Doubt { get; init; } = 0.1;

    /// <summary>How many configurations must have been measured before any is measured again. Default 8.</summary>
    public int Least { get; init; } = 8;
}
