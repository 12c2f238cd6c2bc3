using System.Buffers.Binary;
using AutoPeft.Primitives.Checksums;
using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Snapshots;

/// <summary>A fold as bytes that are read much faster than the events they were computed from.</summary>
/// <remarks>
/// Only a shortcut: events remain what is true, and a snapshot that is missing, damaged or of another build of this program is
/// computed again. So the layout may change at any time and nothing has to be migrated. Layout, little-endian: <c>APSS</c>; CRC-32C of
/// all that follows, 4 bytes; the identity of the build, 16 bytes; the study; texts, names and trials, each written once.
/// </remarks>
public static class FoldSnapshot
{
    private const int BodyStart = 8;
    private const int BuildSize = 16;

    private static ReadOnlySpan<byte> Mark => "APSS"u8;

    private static Guid Build => typeof(FoldSnapshot).Module.ModuleVersionId;

    /// <summary>The bytes of a fold.</summary>
    /// <exception cref="InvalidDataException">There was no event yet.</exception>
    public static byte[] Encode(StudyFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);

        var state = fold.Save();
        var trials = TrialsEncoder.Encode(state.Trials, state.Created, out var texts, out var names);
        var bytes = new SnapshotBuffer();
        bytes.Raw(Mark);
        bytes.Raw(stackalloc byte[sizeof(uint)]);
        bytes.Raw(Build.ToByteArray());
        StateLayout.Write(bytes, state);
        Write(bytes, texts, names);
        bytes.Number(trials.Count);
        foreach (var block in trials)
        {
            bytes.Number(block.Length);
        }

        trials.ForEach(block => bytes.Raw(block.Span));
        var whole = bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(Mark.Length), Crc32C.Of(whole.AsSpan(BodyStart)));
        return whole;
    }

    /// <summary>The fold of these bytes; null when they are not a snapshot that this build of the program wrote.</summary>
    public static StudyFold? Decode(ReadOnlyMemory<byte> snapshot)
    {
        var bytes = snapshot.Span;
        if (bytes.Length < BodyStart + BuildSize || !bytes.StartsWith(Mark)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[Mark.Length..]) != Crc32C.Of(bytes[BodyStart..])
            || new Guid(bytes.Slice(BodyStart, BuildSize)) != Build)
        {
            return null;
        }

        var body = new SnapshotCursor(bytes[(BodyStart + BuildSize)..]);
        var state = StateLayout.Read(ref body);
        var (texts, names) = ReadTables(ref body);
        var blocks = new int[body.Number()];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = (int)body.Number();
        }

        return StudyFold.From(state with { Trials = TrialsDecoder.Decode(snapshot[(bytes.Length - body.Left)..], blocks, new(state.Created, texts, names)) });
    }

    private static void Write(SnapshotBuffer bytes, IReadOnlyList<string> texts, IReadOnlyList<int[]> names)
    {
        bytes.Number(texts.Count);
        foreach (var text in texts)
        {
            bytes.Text(text);
        }

        bytes.Number(names.Count);
        foreach (var list in names)
        {
            bytes.Number(list.Length);
            Array.ForEach(list, index => bytes.Number(index));
        }
    }

    private static (string[] Texts, string[][] Names) ReadTables(ref SnapshotCursor bytes)
    {
        var texts = new string[bytes.Number()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = bytes.Text();
        }

        var names = new string[bytes.Number()][];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = new string[bytes.Number()];
            for (var j = 0; j < names[i].Length; j++)
            {
                names[i][j] = texts[bytes.Number()];
            }
        }

        return (texts, names);
    }
}
