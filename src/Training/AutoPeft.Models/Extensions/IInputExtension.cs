using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>Changes the hidden states that enter the first layer (prompt tuning).</summary>
/// <remarks>What it puts in front goes through all layers as if it were text and is taken away behind the last one, so that heads see the text alone.</remarks>
public interface IInputExtension
{
    /// <summary>L, the positions that it puts in front of every sequence; at least 0.</summary>
    int Length { get; }

    /// <summary>The new hidden states.</summary>
    /// <param name="hidden">[B, T, C], what earlier extensions put in front included.</param>
    /// <param name="context">The forward pass.</param>
    /// <returns>[B, L + T, C].</returns>
    Tensor Enter(Tensor hidden, ForwardContext context);
}
