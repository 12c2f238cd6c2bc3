namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>
/// A bottleneck behind a block: <c>h + Scale · Up(f(Down(Norm(h + x))))</c>, or with h as the input <c>h + Scale · Up(f(Down(h)))</c>,
/// takes the place of <c>h</c>.
/// </summary>
/// <remarks>
/// Houlsby et al., "Parameter-Efficient Transfer Learning for NLP", ICML 2019, by default at the place of Pfeiffer et al., "AdapterFusion",
/// EACL 2021, Sec. 3: <c>h</c> is the block's output before its residual sum with <c>x</c>, and the block's own norm is read before
/// and applied again after the bottleneck. Houlsby's own has one behind each block (<see cref="BottleneckPlacement.Both"/>) that reads h
/// (<see cref="SerialInput.Output"/>). Both products have biases. The weights start from N(0, 0.02), the biases at zero.
/// </remarks>
public sealed record SerialAdapterConfig : SerialBottleneckConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "serial_adapter";

    /// <inheritdoc/>
    public override string Method => MethodName;
}
