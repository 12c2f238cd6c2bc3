using System.Collections.Immutable;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Packing;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>What one forward pass needs beside the tokens.</summary>
/// <param name="Extensions">The PEFT modules in effect; <see cref="ModelExtensions.None"/> for the bare model.</param>
/// <param name="Training">Whether dropout is on.</param>
/// <param name="Key">The key that dropout masks derive from; another one every step.</param>
public sealed record ForwardContext(ModelExtensions Extensions, bool Training, RandomKey Key)
{
    /// <summary>
    /// The tokens of each sequence that are not padding, what is put in front of them included, [B]; set by the model. Empty where it is not
    /// known: then all are.
    /// </summary>
    public ImmutableArray<int> Lengths { get; init; } = [];

    /// <summary>The trials that go through the layers together in this pass; null, mostly, for one alone.</summary>
    internal PackedPass? Pack { get; init; }

    /// <summary>Which tokens' final states are read; all by default. The last layer gives [B, 1, C] where it is one of each sequence.</summary>
    public TokensRead Reads { get; init; }

    /// <summary>What the layer goes on with behind its attention; null where it goes on with everything.</summary>
    internal KeptTokens? Keeps { get; init; }

    /// <summary>What the hidden states have been narrowed to; null while they are those of all tokens.</summary>
    internal KeptTokens? Kept { get; init; }

    /// <summary>Evaluation of the bare model.</summary>
    public static ForwardContext Evaluation { get; } = new(ModelExtensions.None, Training: false, default);

    /// <summary>Drops elements while training, always the same ones of a token whether or not the other tokens are still there.</summary>
    /// <param name="tensor">[B, T, C], or [B, 1, C] in the last layer.</param>
    /// <param name="fraction">The share that is dropped, in [0, 1).</param>
    /// <param name="place">A name of the place's own, from which the mask derives.</param>
    public Tensor Drop(Tensor tensor, float fraction, string place)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!Training || fraction == 0)
        {
            return tensor;
        }

        return Kept is null ? tensor.Dropout(fraction, Key.For(place)) : Kept.Drop(tensor, fraction, Key.For(place));
    }

    /// <summary>The forward pass behind the place where the last layer narrows down; this one in other layers.</summary>
    internal ForwardContext Narrowed() =>
        Pack is { } pack ? this with { Pack = pack.Narrowed() } : Keeps is null ? this : this with { Kept = Keeps, Keeps = null };

    /// <summary>The states that this layer goes on with.</summary>
    /// <param name="hidden">[B, T, C] alone, [rows of all trials, C] together.</param>
    internal Tensor Narrow(Tensor hidden) => Pack is { } pack ? pack.Narrow(hidden) : Keeps?.From(hidden) ?? hidden;

    /// <summary>Applies to each trial of the pass what is its own; to everything at once where there is one trial.</summary>
    /// <param name="concerns">Whether a trial has something of its own here; the others keep the last operand.</param>
    /// <param name="map">From a trial's own context and its parts of the operands.</param>
    /// <param name="operands">[B, T, C] alone, [rows of all trials, C] together.</param>
    internal Tensor PerTrial(
        Func<ForwardContext, bool> concerns, Func<ForwardContext, Tensor[], Tensor> map, params Tensor[] operands)
    {
        if (Pack is { } pack)
        {
            return pack.Map(concerns, (trial, parts) => map(trial.Context, parts), operands);
        }

        return concerns(this) ? map(this, operands) : operands[^1];
    }
}
