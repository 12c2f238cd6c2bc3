namespace AutoPeft.Peft.Methods;

/// <summary>What a serial bottleneck reads.</summary>
public enum SerialInput
{
    /// <summary><c>Norm(h + x)</c>: the block's result as it would be without the bottleneck (Pfeiffer et al. 2021).</summary>
    Normalized,

    /// <summary><c>h</c>: the block's output before its residual sum (Houlsby et al. 2019).</summary>
    Output,
}
