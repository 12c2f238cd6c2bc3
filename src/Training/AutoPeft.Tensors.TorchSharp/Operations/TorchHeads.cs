using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>What happens to the heads of queries and keys before attention.</summary>
internal static class TorchHeads
{
    /// <summary>Turns the pairs (i, i + D/2) of every head by their angles.</summary>
    public static TorchTensor Rotate(TorchTensor x, RotaryAngles angles)
    {
        RotaryOperation.Check(x.Shape, angles);
        var (tokens, head) = (x.Shape[1], 2L * angles.Pairs);
        var (cosines, sines) = x.Engine.Rotations.Of(angles, x.Engine.Device);
        using var heads = x.Value.reshape(x.Shape[0], tokens, -1, head); // [B, T, H, D]
        using var first = heads.narrow(3, 0, angles.Pairs);
        using var second = heads.narrow(3, angles.Pairs, angles.Pairs);
        using var opposite = second.neg();
        using var turned = torch.cat([opposite, first], 3);
        using var cosine = cosines.narrow(0, 0, tokens); // [T, 1, D]
        using var sine = sines.narrow(0, 0, tokens);
        using var kept = heads.mul(cosine);
        using var added = turned.mul(sine);
        using var y = kept.add(added);
        return x.Engine.Result(x.Shape, y.reshape(Transfers.Extents(x.Shape)));
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
