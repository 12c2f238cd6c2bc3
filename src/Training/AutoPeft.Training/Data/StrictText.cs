using System.Text;

namespace AutoPeft.Training.Data;

/// <summary>Reads a whole file as UTF-8 without guessing: a byte that is not UTF-8 is a fault with its line.</summary>
internal static class StrictText
{
    private const char ByteOrderMark = '\uFEFF';
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without byte-order mark, or null after faults were added.</summary>
    public static string? Read(string path, FaultLog faults)
    {
        var bytes = ReadBytes(path, faults);
        if (bytes is null)
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes).TrimStart(ByteOrderMark);
        }
        catch (DecoderFallbackException)
        {
            ReportLines(bytes, faults);
            return null;
        }
    }

    private static byte[]? ReadBytes(string path, FaultLog faults)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var absent = error is FileNotFoundException or DirectoryNotFoundException;
            faults.Add(
                0,
                absent ? "The file does not exist." : $"The file cannot be read: {error.Message}",
                absent ? "Correct the path; it is relative to the study file." : "Make it readable, or give another file.");
            return null;
        }
    }

    private static void ReportLines(byte[] bytes, FaultLog faults)
    {
        var line = 1;
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            if (!System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(range)))
            {
                faults.Add(line, "The line is not valid UTF-8.", "Convert the file to UTF-8.");
            }

            line++;
        }
    }
}
