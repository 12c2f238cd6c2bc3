using System.Security.Cryptography;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Training.Loop;

/// <summary>
/// Checkpoints on disk: a mark, the payload, and its SHA-256. Replaced as a whole, so a crash never leaves a part.
/// </summary>
internal static class CheckpointFile
{
    private static ReadOnlySpan<byte> Mark => "APEFTCK1"u8;

    /// <summary>Replaces the file.</summary>
    /// <exception cref="IOException">
    /// The folder is missing, not writable or full; the old file is unchanged.
    /// </exception>
    public static void Write(string path, TrainingCheckpoint checkpoint) => AtomicFile.Write(path, stream =>
    {
        using var hash = SHA256.Create();
        stream.Write(Mark);
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            CheckpointPayload.Write(hashed, checkpoint);
        }

        stream.Write(hash.Hash);
    });

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">The task that is to go on.</param>
    /// <exception cref="InvalidInputException">It is no checkpoint, damaged, or that of another task.</exception>
    public static TrainingCheckpoint Read(string path, string fingerprint)
    {
        using var stream = Open(path);
        var payload = stream.Length - Mark.Length - SHA256.HashSizeInBytes;
        Span<byte> mark = stackalloc byte[Mark.Length];
        var count = stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        if (payload < 0 || count < mark.Length || !mark.SequenceEqual(Mark))
        {
            throw Fault(path, "The file is not a checkpoint of a training, or only the beginning of one.");
        }

        if (!HashFits(stream, payload))
        {
            throw Fault(path, "The checkpoint is truncated or damaged: its checksum does not fit its content.");
        }

        stream.Position = Mark.Length;
        var checkpoint = CheckpointPayload.Read(stream);

        return checkpoint.Fingerprint == fingerprint ? checkpoint : throw Fault(path, Difference(checkpoint.Fingerprint, fingerprint));
    }

    private static string Difference(string stored, string wanted)
    {
        var (there, here) = (stored.Split(':'), wanted.Split(':'));

        return there is [var other, var same] && here is [var own, var task] && same == task
            ? $"The checkpoint was written by the engine '{other}' and cannot be continued by '{own}': they differ in the last digits of every number."
            : "The checkpoint belongs to a training with other modules, data or settings.";
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, $"The checkpoint cannot be read: {error.Message}");
        }
    }

    private static bool HashFits(FileStream stream, long payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (payload > 0)
        {
            var count = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, payload));
            if (count == 0)
            {
                return false;
            }

            hash.AppendData(buffer, 0, count);
            payload -= count;
        }

        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(stored);

        return stored.SequenceEqual(hash.GetHashAndReset());
    }

    private static InvalidInputException Fault(string path, string message) =>
        new(new FaultPlace(path), message, "Delete the file to train from the beginning.");
}
