using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models;

/// <summary>A pre-trained transformer: tokens in, hidden states out. Immutable when frozen; safe for concurrent use.</summary>
public interface ITransformer : IDisposable
{
    /// <summary>What the model is made of.</summary>
    ModelShape Shape { get; }

    /// <summary>The engine that holds the weights.</summary>
    ITensorEngine Engine { get; }

    /// <summary>Every weight with its name in the checkpoint, in checkpoint order. Leaves; trainable only in full fine-tuning.</summary>
    IReadOnlyList<NamedTensor> Weights { get; }

    /// <summary>The last layer's hidden states, [B, T, C].</summary>
    Tensor Encode(TokenBatch batch, ForwardContext context);

    /// <summary>A new head for classifying whole sequences, as the family's own classification model has it.</summary>
    /// <param name="classes">K, the number of classes; at least 2.</param>
    /// <param name="key">Where its initial weights come from.</param>
    ITaskHead CreateClassificationHead(int classes, RandomKey key);
}
