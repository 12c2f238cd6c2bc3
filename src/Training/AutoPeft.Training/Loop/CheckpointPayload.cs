using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Loop;

/// <summary>
/// The bytes of a checkpoint, little-endian. The reader trusts them: their checksum was compared before.
/// </summary>
internal static class CheckpointPayload
{
    public static void Write(Stream stream, TrainingCheckpoint checkpoint)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(checkpoint.Fingerprint);
        writer.Write(checkpoint.Step);
        writer.Write(checkpoint.LossSum);
        writer.Write(checkpoint.Elapsed.Ticks);
        WriteAll(writer, checkpoint.History, WriteEpoch);
        WriteAll(writer, checkpoint.Current.Tensors, WriteTensor);
        WriteAll(writer, checkpoint.Best?.Tensors ?? [], WriteTensor);
        WriteAll(writer, checkpoint.Moments, WriteMoments);
    }

    public static TrainingCheckpoint Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);

        return new TrainingCheckpoint
        {
            Fingerprint = reader.ReadString(),
            Step = reader.ReadInt32(),
            LossSum = reader.ReadDouble(),
            Elapsed = TimeSpan.FromTicks(reader.ReadInt64()),
            History = ReadAll(reader, ReadEpoch),
            Current = new TrainedState(ReadAll(reader, ReadTensor)),
            Best = ReadAll(reader, ReadTensor) is { IsEmpty: false } best ? new TrainedState(best) : null,
            Moments = ReadAll(reader, ReadMoments),
        };
    }

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    private static void WriteEpoch(BinaryWriter writer, EpochMeasurement epoch)
    {
        writer.Write(epoch.Epoch);
        writer.Write(epoch.Step);
        writer.Write(epoch.TrainingLoss);
        writer.Write(epoch.ValidationLoss);
        writer.Write(epoch.Metric);
        writer.Write(epoch.Elapsed.Ticks);
    }

    private static EpochMeasurement ReadEpoch(BinaryReader reader) => new(
        reader.ReadInt32(),
        reader.ReadInt32(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        TimeSpan.FromTicks(reader.ReadInt64()));

    private static void WriteTensor(BinaryWriter writer, TensorData tensor)
    {
        writer.Write(tensor.Name);
        writer.Write(tensor.Shape.Rank);
        for (var axis = 0; axis < tensor.Shape.Rank; axis++)
        {
            writer.Write(tensor.Shape[axis]);
        }

        WriteValues(writer, tensor.Values.Span);
    }

    private static TensorData ReadTensor(BinaryReader reader)
    {
        var name = reader.ReadString();
        var extents = new int[reader.ReadInt32()];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = reader.ReadInt32();
        }

        return new TensorData(name, new Shape(extents), ReadValues(reader));
    }

    private static void WriteMoments(BinaryWriter writer, ParameterState state)
    {
        writer.Write(state.Name);
        WriteValues(writer, state.FirstMoment);
        WriteValues(writer, state.SecondMoment);
    }

    private static ParameterState ReadMoments(BinaryReader reader) =>
        new(reader.ReadString(), ReadValues(reader), ReadValues(reader));

    private static void WriteValues(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static float[] ReadValues(BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));

        return values;
    }
}
