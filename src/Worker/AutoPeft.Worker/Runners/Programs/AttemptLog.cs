using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>What the process of one attempt printed, kept in the trial's folder as JSON lines: <c>at</c>, <c>stream</c>, <c>text</c>.</summary>
/// <remarks>Bounded: what comes after the first megabyte is dropped, and the last line says so.</remarks>
public sealed class AttemptLog : IDisposable
{
    private const long Most = 1 << 20;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private bool _isFull;

    /// <summary>Opens the log of an attempt; what was in it before stays.</summary>
    /// <param name="folder">The trial's folder. Exists.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="time">The clock.</param>
    public AttemptLog(string folder, int attempt, TimeProvider time)
    {
        _time = time;
        _file = new(PathOf(folder, attempt), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>Where the log of an attempt is.</summary>
    public static string PathOf(string folder, int attempt) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"attempt-{attempt}.log.jsonl"));

    /// <summary>The lines of an attempt's log, first to last; none where there is no log. A line that a crash cut is left out.</summary>
    /// <param name="folder">The trial's folder; may not exist.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    public static IEnumerable<AttemptLogLine> Read(string folder, int attempt)
    {
        var path = PathOf(folder, attempt);

        return File.Exists(path) ? File.ReadLines(path).Select(AttemptLogLine.Parse).OfType<AttemptLogLine>() : [];
    }

    /// <summary>Adds a line; control characters are made visible.</summary>
    /// <param name="stream"><c>output</c>, <c>error</c> or <c>autopeft</c>.</param>
    /// <param name="text">The line.</param>
    public void Write(string stream, string text)
    {
        lock (_gate)
        {
            if (_isFull)
            {
                return;
            }

            _isFull = _file.Length > Most;
            Append(_isFull ? "autopeft" : stream, _isFull ? "What was printed after this is not kept." : text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Append(string stream, string text)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Json))
        {
            json.WriteStartObject();
            json.WriteString("at", _time.GetUtcNow());
            json.WriteString("stream", stream);
            json.WriteString("text", PlainText.Of(text));
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Write(line.ToArray());
        _file.Flush();
    }
}
