using System.Buffers;
using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Layers;

/// <summary>The one token of each sequence that the last layer computes: its query, what that finds in all keys, and everything behind.</summary>
/// <param name="Engine">Where its states live.</param>
/// <param name="Tokens">T, the tokens of every sequence before.</param>
/// <param name="Positions">Which of them, one for each sequence.</param>
internal sealed record KeptTokens(ITensorEngine Engine, int Tokens, ImmutableArray<int> Positions)
{
    /// <summary>What is kept of sequences with something in front of them.</summary>
    /// <param name="engine">Where their states live.</param>
    /// <param name="reads">Which token is read.</param>
    /// <param name="front">The positions in front of every sequence.</param>
    /// <param name="sequences">T, and the tokens of each sequence that are not padding; both with what is in front.</param>
    public static KeptTokens Of(
        ITensorEngine engine, TokensRead reads, int front, (int Tokens, ImmutableArray<int> Lengths) sequences) => new(
            engine,
            sequences.Tokens,
            [.. sequences.Lengths.Select(length => reads == TokensRead.First ? front : Math.Max(length - 1, 0))]);

    /// <summary>[B, T, C] → [B, 1, C].</summary>
    public Tensor From(Tensor hidden)
    {
        var rows = new Shape(Positions.Length * Tokens, hidden.Shape.Last);
        var kept = Positions.Select((position, sequence) => (sequence * Tokens) + position).ToArray();

        return hidden.Reshape(rows).Gather(kept, new Shape(kept.Length, 1));
    }

    /// <summary>What attention's mask for all tokens lets these see, each the only query of its sequence.</summary>
    // Among all, a causal mask is one key longer for each query than for the one before. One query sees a sequence that ends with it.
    public AttentionMask SeenBy(AttentionMask mask) => !mask.Causal
        ? mask
        : mask with { Causal = false, Lengths = [.. Positions.Zip(mask.Lengths, (position, length) => Math.Min(position + 1, length))] };

    /// <summary>Dropout of [B, 1, C] that drops what it would drop of these tokens among all, [B, T, C].</summary>
    // So that computing less is the same training. Attention drops nothing: it never holds its probabilities.
    public Tensor Drop(Tensor hidden, float fraction, RandomKey key)
    {
        var width = hidden.Shape.Last;
        var keep = 1 / (1 - fraction);
        var count = hidden.Shape.Count;
        var factors = ArrayPool<float>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            var (sequence, column) = Math.DivRem(i, width);
            var draw = ((((long)sequence * Tokens) + Positions[sequence]) * width) + column;
            factors[i] = key.Uniform(draw) >= fraction ? keep : 0;
        }

        var mask = Engine.StepConstant(factors.AsSpan(0, count), hidden.Shape);
        ArrayPool<float>.Shared.Return(factors);

        return hidden.Multiply(mask);
    }
}
