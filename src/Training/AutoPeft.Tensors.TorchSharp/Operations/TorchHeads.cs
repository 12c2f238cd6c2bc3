using System.Collections.Immutable;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>What happens to the heads of queries and keys before attention.</summary>
internal static class TorchHeads
{
    /// <summary>Turns the pairs (i, i + D/2) of every head by their angles.</summary>
    public static TorchTensor Rotate(TorchTensor x, RotaryAngles angles, ImmutableArray<int> positions)
    {
        RotaryOperation.Check(x.Shape, angles, positions);
        var (tokens, head) = (x.Shape[1], 2L * angles.Pairs);
        var (cosines, sines) = x.Engine.Rotations.Of(angles, x.Engine.Device);
        using var heads = x.Value.reshape(x.Shape[0], tokens, -1, head); // [B, T, H, D]
        using var first = heads.narrow(3, 0, angles.Pairs);
        using var second = heads.narrow(3, angles.Pairs, angles.Pairs);
        using var opposite = second.neg();
        using var turned = torch.cat([opposite, first], 3);
        using var cosine = At(cosines, x.Shape, positions); // [T, 1, D], or [B, T, 1, D]
        using var sine = At(sines, x.Shape, positions);
        using var kept = heads.mul(cosine);
        using var added = turned.mul(sine);
        using var y = kept.add(added);
        return x.Engine.Result(x.Shape, y.reshape(Transfers.Extents(x.Shape)));
    }

    /// <summary>The rows of a table [L, 1, D] for the positions of the rows of [B, T, ..]; the first T by default.</summary>
    private static torch.Tensor At(torch.Tensor table, Shape x, ImmutableArray<int> positions)
    {
        if (positions.IsDefault)
        {
            return table.narrow(0, 0, x[1]);
        }

        using var rows = torch.tensor(positions.Select(position => (long)position).ToArray(), device: table.device);
        using var taken = table.index_select(0, rows);
        return taken.reshape(x[0], x[1], 1, table.shape[2]);
    }

    /// <summary>Every head several times in a row, [.., G · D] → [.., G · times · D].</summary>
    public static TorchTensor Repeat(TorchTensor x, int heads, int times)
    {
        RepeatHeadsOperation.Check(x.Shape, heads, times);
        var shape = x.Shape.WithLast(x.Shape.Last * times);
        var width = x.Shape.Last / heads;
        using var split = x.Value.reshape(-1, heads, 1, width);
        using var repeated = split.expand(-1, heads, times, width);
        return x.Engine.Result(shape, repeated.reshape(Transfers.Extents(shape)));
    }
}
