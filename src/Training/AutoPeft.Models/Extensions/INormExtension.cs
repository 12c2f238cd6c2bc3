using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>Takes the place of a norm's weights (LayerNorm tuning).</summary>
public interface INormExtension
{
    /// <summary>The weight, [C].</summary>
    Tensor Weight { get; }

    /// <summary>The bias, [C]; null where the norm has none.</summary>
    Tensor? Bias { get; }
}
