using System.Buffers;
using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Training.FrozenWork;

/// <summary>Puts batches together from hidden states that were computed before.</summary>
internal sealed class StoredStates(ITensorEngine engine, FrozenStateLease lease) : IHiddenStateSource
{
    public Tensor States(ImmutableArray<int> rows, TokenBatch batch, ForwardContext context)
    {
        var (length, width) = (batch.Length, lease.States.Width);
        var count = rows.Length * length * width;
        var buffer = ArrayPool<float>.Shared.Rent(count);
        try
        {
            var values = buffer.AsSpan(0, count);
            for (var b = 0; b < rows.Length; b++)
            {
                var row = values.Slice(b * length * width, length * width);
                var stored = lease.States.CountOf(rows[b]);
                lease.States.Read(rows[b], row[..stored]);
                row[stored..].Clear();
            }

            return engine.StepConstant(values, new Shape(rows.Length, length, width)); // [B, T, C]
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    public void Dispose() => lease.Dispose();
}
