using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Heads;

/// <summary>
/// The classifier of decoders: a linear layer without bias, <c>score</c>, on the last token of each sequence, the only one
/// that has seen all others.
/// </summary>
internal sealed class LastTokenHead(HeadParameters parameters, int outputs, int width) : ITaskHead
{
    public IReadOnlyList<NamedTensor> Parameters { get; } =
        parameters.Create(new Checkpoints.TensorRequirement("score.weight", new Shape(outputs, width)));

    public TokensRead Reads => TokensRead.Last;

    public Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context)
    {
        var tokens = hidden.Shape[1];
        var last = batch.Lengths.Select((length, sequence) => (sequence * tokens) + (tokens == 1 ? 0 : length - 1)).ToArray();
        var states = hidden.Reshape(new Shape(hidden.Shape.Rows, hidden.Shape.Last)) // [B · T, C]
            .Gather(last, new Shape(last.Length)); // [B, C]

        return states.Linear(Parameters[0].Tensor); // [B, K]
    }

    public void Dispose() => Parameters[0].Tensor.Dispose();
}
