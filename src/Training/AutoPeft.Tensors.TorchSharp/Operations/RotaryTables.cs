using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Cosines and sines of rotary angles on the device, both halves of a head alike. They live as long as the angles do.</summary>
internal sealed class RotaryTables
{
    private readonly ConditionalWeakTable<RotaryAngles, Tuple<torch.Tensor, torch.Tensor>> _tables = [];

    /// <summary>Two tables [L, 1, D].</summary>
    public (torch.Tensor Cosines, torch.Tensor Sines) Of(RotaryAngles angles, torch.Device device)
    {
        var (cosines, sines) = _tables.GetValue(angles, key => Tuple.Create(
            Table(key, device, key.Cosines), Table(key, device, key.Sines)));
        return (cosines, sines);
    }

    private static torch.Tensor Table(RotaryAngles angles, torch.Device device, Row row)
    {
        var (length, pairs) = (angles.Length, angles.Pairs);
        var values = new float[length * 2 * pairs];
        for (var position = 0; position < length; position++)
        {
            row(position).CopyTo(values.AsSpan(2 * position * pairs));
            row(position).CopyTo(values.AsSpan(((2 * position) + 1) * pairs));
        }

        return Transfers.ToDevice(values, new Shape(length, 1, 2 * pairs), device).DetachFromDisposeScope();
    }

    private delegate ReadOnlySpan<float> Row(int position);
}
