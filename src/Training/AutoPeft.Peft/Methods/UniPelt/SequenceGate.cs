using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>One number in (0, 1) for each sequence, from what a module reads: the mean over its tokens of <c>sigmoid(w · x + b)</c>.</summary>
/// <param name="weight">w, [1, C].</param>
/// <param name="bias">b, [1].</param>
internal sealed class SequenceGate(NamedTensor weight, NamedTensor bias)
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [weight, bias];

    /// <summary>[B, T, C] → [B, 1].</summary>
    public Tensor Of(Tensor input, ForwardContext context)
    {
        var open = input.Linear(weight.Tensor, bias.Tensor).Sigmoid(); // [B, T, 1]
        var lengths = context.Lengths.IsEmpty ? [.. Enumerable.Repeat(input.Shape[1], input.Shape[0])] : context.Lengths;

        return open.MeanOverTokens(lengths.AsSpan());
    }

    /// <summary>Every number of a sequence times its gate.</summary>
    /// <param name="states">[B, T, D].</param>
    /// <param name="gate">[B, 1].</param>
    /// <param name="ones">D ones, [D, 1].</param>
    public static Tensor Scaled(Tensor states, Tensor gate, Tensor ones)
    {
        var (batch, tokens) = (states.Shape[0], states.Shape[1]);
        int[] sequences = [.. Enumerable.Range(0, batch * tokens).Select(place => place / tokens)];

        return states.Multiply(gate.Gather(sequences, new(batch, tokens)).Linear(ones)); // [B, T, 1] → [B, T, D]
    }
}
