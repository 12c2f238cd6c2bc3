using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AutoPeft.Training.Data;
using Microsoft.Win32.SafeHandles;

namespace AutoPeft.Training.FrozenWork;

/// <summary>
/// Hidden states in a file: a mark, what they are of, the rows one after the other, and the SHA-256 of all that.
/// </summary>
/// <remarks>A file without its checksum is one that was never finished, and is not used.</remarks>
internal sealed class FileStates : HiddenStates, IDisposable
{
    private const int MarkLength = 8;
    private const int HeadLength = MarkLength + SHA256.HashSizeInBytes;

    private readonly SafeFileHandle _file;
    private readonly long[] _starts;

    private FileStates(SafeFileHandle file, EncodedDataset data, int layers, int width)
        : base(data, layers, width)
    {
        _file = file;
        _starts = new long[data.Count];
        var start = (long)HeadLength;
        for (var row = 0; row < _starts.Length; row++)
        {
            _starts[row] = start;
            start += CountOf(row) * sizeof(float);
        }
    }

    private static ReadOnlySpan<byte> Mark => "APEFTHS1"u8;

    /// <summary>The bytes of a file.</summary>
    public static long BytesOf(HiddenStates states) => BytesOf(states.Data, states.Width) + HeadLength + SHA256.HashSizeInBytes;

    /// <summary>A new file, to be filled and sealed.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="digest">What the states are of, 32 bytes.</param>
    /// <param name="like">The rows, depth and width.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static FileStates Create(string path, ReadOnlySpan<byte> digest, (EncodedDataset Data, int Layers, int Width) like)
    {
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            RandomAccess.Write(file, Mark, 0);
            RandomAccess.Write(file, digest, MarkLength);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new(file, like.Data, like.Layers, like.Width);
    }

    /// <summary>A file that was sealed; null when it is none, torn, damaged, or of something else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="digest">What the states must be of.</param>
    /// <param name="like">The rows, depth and width.</param>
    public static FileStates? Open(string path, ReadOnlySpan<byte> digest, (EncodedDataset Data, int Layers, int Width) like)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var states = new FileStates(file, like.Data, like.Layers, like.Width);
        if (states.IsWhole(digest))
        {
            return states;
        }

        states.Dispose();

        return null;
    }

    /// <inheritdoc/>
    public override void Read(int row, Span<float> target)
    {
        var bytes = MemoryMarshal.AsBytes(target);
        for (var done = 0; done < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes[done..], _starts[row] + done);
            done += count > 0 ? count : throw new EndOfStreamException("A file of stored states has become shorter.");
        }
    }

    /// <inheritdoc/>
    public override void Write(int row, ReadOnlySpan<float> states) =>
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(states), _starts[row]);

    /// <summary>Closes the content with its checksum.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Seal() => RandomAccess.Write(_file, Hash(), End);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private long End => HeadLength + BytesOf(Data, Width);

    private bool IsWhole(ReadOnlySpan<byte> digest)
    {
        try
        {
            Span<byte> head = stackalloc byte[HeadLength];
            Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];

            return RandomAccess.GetLength(_file) == End + stored.Length
                && RandomAccess.Read(_file, head, 0) == head.Length
                && head.StartsWith(Mark)
                && head[MarkLength..].SequenceEqual(digest)
                && RandomAccess.Read(_file, stored, End) == stored.Length
                && stored.SequenceEqual(Hash());
        }
        catch (IOException)
        {
            return false;
        }
    }

    private byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var start = 0L; start < End;)
        {
            var count = RandomAccess.Read(_file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, End - start)), start);
            if (count == 0)
            {
                throw new EndOfStreamException("A file of stored states is shorter than what was written to it.");
            }

            hash.AppendData(buffer, 0, count);
            start += count;
        }

        return hash.GetHashAndReset();
    }
}
