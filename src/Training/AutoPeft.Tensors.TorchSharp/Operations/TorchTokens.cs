using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Looks tokens up, adds some in front, and takes one or the mean of them out of each sequence.</summary>
internal static class TorchTokens
{
    /// <summary>[B, T, C] and a prefix [L, C] → [B, L + T, C].</summary>
    public static TorchTensor Prepend(TorchTensor x, TorchTensor prefix)
    {
        TokenOperation.CheckPrepend(x.Shape, prefix.Shape);
        var (batch, length, width) = (x.Shape[0], prefix.Shape[0], x.Shape[2]);
        using var same = prefix.Value.to(x.Value.dtype);
        using var front = same.unsqueeze(0).expand(batch, length, width);
        return x.Engine.Result(new Shape(batch, length + x.Shape[1], width), torch.cat([front, x.Value], 1));
    }

    /// <summary>Rows of a table, [V, C], by number → [..shape, C].</summary>
    public static TorchTensor Gather(TorchTensor table, ReadOnlySpan<int> ids, Shape shape)
    {
        GatherOperation.Check(table.Shape, ids, shape);
        var result = GatherOperation.Append(shape, table.Shape[1]);
        using var numbers = Transfers.ToDevice(ids, table.Engine.Device);
        using var rows = table.Value.index_select(0, numbers);
        return table.Engine.Result(result, rows.reshape(Transfers.Extents(result)));
    }

    /// <summary>[B, T, C] → [B, C] at one position.</summary>
    public static TorchTensor Select(TorchTensor x, int position)
    {
        TokenOperation.CheckSelect(x.Shape, position);
        return x.Engine.Result(new Shape(x.Shape[0], x.Shape[2]), x.Value.select(1, position));
    }

    /// <summary>The mean over the first tokens of each sequence, [B, T, C] → [B, C].</summary>
    public static TorchTensor Mean(TorchTensor x, ReadOnlySpan<int> lengths)
    {
        TokenMeanOperation.Check(x.Shape, lengths);
        using var shares = Transfers.ToDevice(Shares(lengths, x.Shape[1]), new Shape(lengths.Length, x.Shape[1], 1), x.Engine.Device);
        using var weighted = x.Full.mul(shares);
        return x.Engine.Result(new Shape(x.Shape[0], x.Shape[2]), weighted.sum(1));
    }

    /// <summary>1 / length for the tokens of a sequence, 0 for its padding.</summary>
    private static float[] Shares(ReadOnlySpan<int> lengths, int tokens)
    {
        var shares = new float[lengths.Length * tokens];
        for (var b = 0; b < lengths.Length; b++)
        {
            shares.AsSpan(b * tokens, lengths[b]).Fill(1f / lengths[b]);
        }

        return shares;
    }
}
