using System.Collections.Immutable;
using AutoPeft.Models.Packing;
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

    /// <summary>Evaluation of the bare model.</summary>
    public static ForwardContext Evaluation { get; } = new(ModelExtensions.None, Training: false, default);

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
