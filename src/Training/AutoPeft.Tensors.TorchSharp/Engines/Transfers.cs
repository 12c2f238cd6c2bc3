using System.Runtime.InteropServices;
using AutoPeft.Tensors.Shapes;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>Copies numbers between the program and a device.</summary>
internal static class Transfers
{
    private const int Chunk = 1 << 28; // TorchSharp shows the bytes of at most 2 GiB at a time

    /// <summary>The extents as libtorch takes them.</summary>
    public static long[] Extents(Shape shape)
    {
        var extents = new long[shape.Rank];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = shape[axis];
        }

        return extents;
    }

    /// <summary>A new tensor of these numbers.</summary>
    public static torch.Tensor ToDevice(ReadOnlySpan<float> values, Shape shape, torch.Device device)
    {
        var here = torch.empty(Extents(shape), torch.float32, torch.CPU);
        Write(values, here);
        return device.type == DeviceType.CPU ? here : here.to(device, disposeAfter: true);
    }

    /// <summary>A new tensor of these numbers as 64-bit integers.</summary>
    public static torch.Tensor ToDevice(ReadOnlySpan<int> numbers, torch.Device device)
    {
        using var here = torch.empty([numbers.Length], torch.int32, torch.CPU);
        here.bytes = MemoryMarshal.AsBytes(numbers).ToArray();
        return here.to(torch.int64, device);
    }

    /// <summary>Overwrites a tensor's elements.</summary>
    public static void Overwrite(torch.Tensor target, ReadOnlySpan<float> values, Shape shape)
    {
        using var pause = torch.no_grad();
        if (target.device_type == DeviceType.CPU && target.is_contiguous())
        {
            using var alias = target.detach();
            Write(values, alias);
            return;
        }

        using var source = ToDevice(values, shape, torch.CPU);
        target.copy_(source);
    }

    /// <summary>Copies a tensor's elements, row-major.</summary>
    public static void ToHost(torch.Tensor source, Span<float> destination)
    {
        using var pause = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var flat = source.to(torch.float32, torch.CPU).contiguous().flatten();
        for (var start = 0; start < destination.Length; start += Chunk)
        {
            var part = destination.Slice(start, Math.Min(Chunk, destination.Length - start));
            Elements(flat, start, part.Length).CopyTo(part);
        }
    }

    /// <summary>A new tensor of numbers that are written where they will stay, if the device is the CPU.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="device">Where it shall be.</param>
    /// <param name="write">Writes all elements of a part that begins at this element.</param>
    public static torch.Tensor Make(Shape shape, torch.Device device, Action<int, Span<float>> write)
    {
        var here = torch.empty(Extents(shape), torch.float32, torch.CPU);
        using (torch.NewDisposeScope())
        {
            var flat = here.flatten();
            for (var start = 0; start < shape.Count; start += Chunk)
            {
                write(start, Elements(flat, start, Math.Min(Chunk, shape.Count - start)));
            }
        }

        return device.type == DeviceType.CPU ? here : here.to(device, disposeAfter: true);
    }

    private static void Write(ReadOnlySpan<float> values, torch.Tensor target)
    {
        using var scope = torch.NewDisposeScope();
        var flat = target.flatten();
        for (var start = 0; start < values.Length; start += Chunk)
        {
            var part = values.Slice(start, Math.Min(Chunk, values.Length - start));
            part.CopyTo(Elements(flat, start, part.Length));
        }
    }

    private static Span<float> Elements(torch.Tensor flat, int start, int count) =>
        MemoryMarshal.Cast<byte, float>(flat.narrow(0, start, count).bytes);
}
