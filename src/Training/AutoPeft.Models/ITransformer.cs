using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models;

/// <summary>
/// A pre-trained transformer: tokens in, hidden states out. Immutable when frozen; safe for concurrent use.
/// </summary>
public interface ITransformer : IDisposable
{
    /// <summary>What the model is made of.</summary>
    ModelShape Shape { get; }

    /// <summary>The engine that holds the weights.</summary>
    ITensorEngine Engine { get; }

    /// <summary>
    /// Every weight with its name in the checkpoint, in checkpoint order. Leaves; trainable only in full fine-tuning.
    /// </summary>
    IReadOnlyList<NamedTensor> Weights { get; }

    /// <summary>The last layer's hidden states, [B, T, C].</summary>
    Tensor Encode(TokenBatch batch, ForwardContext context);

    /// <summary>The hidden states that enter the first layer, [B, T, C].</summary>
    /// <exception cref="ArgumentException">The sequences are longer than the model can read.</exception>
    Tensor Embed(TokenBatch batch, ForwardContext context);

    /// <summary>
    /// Takes hidden states through some of the layers, so that a part of the model can be computed once and kept.
    /// </summary>
    /// <param name="hidden">What enters the first of these layers, [B, T, C].</param>
    /// <param name="layers">
    /// Which layers; all of them (<c>..</c>) after <see cref="Embed"/> is <see cref="Encode"/>.
    /// </param>
    /// <param name="batch">The tokens they belong to.</param>
    /// <param name="context">The forward pass.</param>
    /// <returns>
    /// What leaves the last of these layers, [B, T, C]; after the model's own last layer, its final states.
    /// </returns>
    Tensor RunLayers(Tensor hidden, Range layers, TokenBatch batch, ForwardContext context);

    /// <summary>A new head, as the family's own model for such tasks has it.</summary>
    /// <param name="kind">What the task asks.</param>
    /// <param name="outputs">K, the number of classes, 1 for a number; ignored where the vocabulary gives it.</param>
    /// <param name="key">Where its initial weights come from.</param>
    /// <param name="dropout">
    /// The share of its inputs that training drops, in [0, 1); null, the default, as the model's configuration says.
    /// </param>
    /// <exception cref="Primitives.Faults.InvalidInputException">The family has no such head.</exception>
    ITaskHead CreateHead(HeadKind kind, int outputs, RandomKey key, float? dropout = null);
}
