namespace AutoPeft.Primitives.Files;

/// <summary>Writes whole files so that a crash leaves either the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Replaces the file at <paramref name="path"/> with what <paramref name="write"/> puts into the stream.</summary>
    /// <remarks>Written beside the target under a temporary name, flushed to the device, then renamed over it.</remarks>
    /// <exception cref="IOException">The folder is missing, not writable, or the device is full; the target is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);

        var temporary = path + ".partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
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
