namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a bottleneck that stands behind a block.</summary>
public abstract record SerialBottleneckConfig : BottleneckConfig
{
    /// <summary>What the bottleneck reads. Default the normalised sum.</summary>
    public SerialInput Input { get; init; } = SerialInput.Normalized;
}
