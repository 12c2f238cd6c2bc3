namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>The numbers that matrix products and attention are computed with.</summary>
public enum ComputePrecision
{
    /// <summary>32-bit floats.</summary>
    Full,

    /// <summary>
    /// 16-bit brain floats (8 bits of exponent, 7 of fraction), as PyTorch's autocast: norms, softmax, losses, trained weights,
    /// their gradients and their moments stay 32-bit.
    /// </summary>
    BrainFloat,
}
