using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>
/// Adds <c>Scale · B · A · x</c> to the output of one linear module (Hu et al. 2022, Eq. 3); with a start that is not zero,
/// <c>Scale · (B · A − B₀ · A₀) · x</c>, because the frozen weight is shared and cannot give up its principal part.
/// </summary>
/// <param name="parameters">A, [r, in], and B, [out, r].</param>
/// <param name="start">A₀ and −B₀, constants; null when B starts at zero.</param>
/// <param name="config">The settings.</param>
/// <param name="name">What its dropout masks derive from.</param>
internal sealed class LoraExtension((NamedTensor A, NamedTensor B) parameters, (Tensor A, Tensor B)? start, LoraConfig config, string name)
    : TargetExtension(parameters.A, parameters.B)
{
    private readonly float _dropout = (float)config.DropoutFraction;
    private readonly float _scale = (float)config.Scale;
    private readonly InputDirections _directions = new(name);

    public override IReadOnlyList<Tensor> Constants => start is { } constants ? [constants.A, constants.B] : [];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        if (context.Training && config.Initialization == LoraInitialization.Eva)
        {
            _directions.Take(input, parameters.A.Tensor, parameters.B.Tensor);
        }

        var x = context.Drop(input, _dropout, name);
        var extended = output.Add(Update(x, parameters.A.Tensor, parameters.B.Tensor)); // [B, T, out]

        return start is { } constants ? extended.Add(Update(input, constants.A, constants.B)) : extended;
    }

    /// <summary>One update of twice the rank: the rows of A and A₀, and the columns of B and −B₀, side by side.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        if (start is not { } constants)
        {
            return base.Folded();
        }

        var (a, b) = (TensorData.Of(parameters.A), TensorData.Of(parameters.B));
        var (rank, inputs, outputs) = (a.Shape[0], a.Shape.Last, b.Shape[0]);
        var columns = new float[2 * outputs * rank];
        var minus = constants.B.ToArray();
        for (var row = 0; row < outputs; row++)
        {
            b.Values.Span.Slice(row * rank, rank).CopyTo(columns.AsSpan(2 * row * rank));
            minus.AsSpan(row * rank, rank).CopyTo(columns.AsSpan(((2 * row) + 1) * rank));
        }

        return
        [
            new(a.Name, new(2 * rank, inputs), (float[])[.. a.Values.Span, .. constants.A.ToArray()]),
            new(b.Name, new(outputs, 2 * rank), columns),
        ];
    }

    private Tensor Update(Tensor x, Tensor a, Tensor b)
    {
        var reduced = x.Linear(a); // [B, T, r]
        var scaled = _scale == 1 ? reduced : reduced.Scale(_scale); // the narrow side: r numbers a token, not out

        return scaled.Linear(b); // [B, T, out]
    }
}
