using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.HydraLora;

/// <summary>Adds what the heads give, weighted by the router, to the output of a linear module (Tian et al. 2024, Eq. 4).</summary>
/// <remarks><c>Σᵢ ωᵢ Bᵢ z</c> is one product: all heads side by side, [out, n r], times the r numbers of z once for each head, each times its weight.</remarks>
internal sealed class HydraLoraExtension : TargetExtension
{
    private readonly Tensor _weights; // [n r, n], takes the weight of head i to its r places
    private readonly Tensor _copies; // [n r, r], takes z to the places of every head
    private readonly float _scale;

    /// <param name="parameters">A, [r, in], the heads side by side, [out, n r], and the router, [n, in].</param>
    /// <param name="config">The settings.</param>
    /// <param name="engine">The engine of the model.</param>
    public HydraLoraExtension(NamedTensor[] parameters, HydraLoraConfig config, ITensorEngine engine)
        : base(parameters)
    {
        var (heads, rank) = (config.Heads, config.Rank);
        _weights = Selection(heads * rank, heads, row => row / rank, engine);
        _copies = Selection(heads * rank, rank, row => row % rank, engine);
        _scale = (float)config.Scale;
    }

    public override IReadOnlyList<Tensor> Constants => [_weights, _copies];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var weights = input.Linear(Parameters[2].Tensor).Softmax(); // [B, T, n]
        var reduced = input.Linear(Parameters[0].Tensor).Scale(_scale); // [B, T, r]
        var spread = reduced.Linear(_copies).Multiply(weights.Linear(_weights)); // [B, T, n r]

        return output.Add(spread.Linear(Parameters[1].Tensor)); // [B, T, out]
    }

    private static Tensor Selection(int rows, int columns, Func<int, int> column, ITensorEngine engine)
    {
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            values[(row * columns) + column(row)] = 1;
        }

        return engine.Constant(values, new(rows, columns));
    }
}
