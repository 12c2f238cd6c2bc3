namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>
/// A bottleneck beside a block, by default the feed-forward block: <c>h + Scale · Up(f(Down(x)))</c> takes the place of <c>h</c>.
/// </summary>
/// <remarks>
/// He et al., "Towards a Unified View of Parameter-Efficient Transfer Learning", ICLR 2022, Sec. 4.1 (scaled parallel adapter):
/// <c>x</c> is what the block was given and <c>h</c> its output before the residual sum. Both products have biases. <c>Down</c>
/// starts from the Kaiming-uniform distribution and <c>Up</c> at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record ParallelAdapterConfig : BottleneckConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "parallel_adapter";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>A bottleneck with the paper's scale of 4.</summary>
    public ParallelAdapterConfig() => Scale = 4;
}
