using AutoPeft.Tensors.Operations;

namespace AutoPeft.Tensors.Kernels.Optimizers;

/// <summary>One AdamW update of a stretch of parameters.</summary>
internal abstract class AdamWKernels
{
    /// <summary>Updates parameters and both moments in place.</summary>
    public abstract void Update(in AdamWSpans spans, in AdamWStep step);
}
