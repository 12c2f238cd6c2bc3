namespace AutoPeft.Primitives.Files;

/// <summary>Writes whole files so that a crash leaves either the old content or the new, never a part.</summary>
public static class AtomicFile
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces the file at <paramref name="path"/> with what <paramref name="write"/> puts into the stream.</summary>
    /// <remarks>Written beside the target under a temporary name, flushed to the device, then renamed over it.</remarks>
    /// <exception cref="IOException">The folder is missing, not writable, or the device is full; the target is unchanged.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, new());

    /// <summary>The same for what only the owner may read: so it is from its first byte on. On Windows the folder decides.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void WritePrivate(string path, Action<Stream> write)
    {
        File.Delete(Temporary(path)); // What a crash left would keep its mode.
        Write(path, write, OperatingSystem.IsWindows() ? new() : new() { UnixCreateMode = OwnersOnly });
    }

    private static string Temporary(string path) => path + ".partial";

    private static void Write(string path, Action<Stream> write, FileStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(write);

        var temporary = Temporary(path);
        (options.Mode, options.Access, options.Share) = (FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
