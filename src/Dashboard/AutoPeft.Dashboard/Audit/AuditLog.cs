using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace AutoPeft.Dashboard.Audit;

/// <summary>Every change that was asked for, a line of JSON each, in a file that only grows; the command line writes into it as well.</summary>
public sealed class AuditLog
{
    private const int Remembered = 2000;

    private readonly string? _path;
    private readonly Lock _changing = new();
    private ImmutableQueue<AuditEntry> _latest = [];
    private int _count;
    private long _read;

    /// <summary>The log of a folder.</summary>
    /// <param name="folder">The folder, made with the first entry; null keeps the log in memory.</param>
    public AuditLog(string? folder) => _path = folder is null ? null : Path.Combine(folder, "audit.jsonl");

    /// <summary>The latest entries, the newest first; those of other processes are seen at once.</summary>
    public IEnumerable<AuditEntry> Latest
    {
        get
        {
            lock (_changing)
            {
                ReadOn();
                return _latest.ToArray().Reverse();
            }
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Add(AuditEntry entry)
    {
        lock (_changing)
        {
            if (_path is null)
            {
                Remember(entry);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web) + "\n"));
        }
    }

    // What was written since, up to the last whole line: another process may be in the middle of one.
    private void ReadOn()
    {
        if (_path is null || !File.Exists(_path))
        {
            return;
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(_read, file.Length);
        var bytes = new byte[file.Length - file.Position];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan()[..(bytes.AsSpan().LastIndexOf((byte)'\n') + 1)];
        _read = file.Position - bytes.Length + whole.Length;
        foreach (var line in Encoding.UTF8.GetString(whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Read(line);
        }
    }

    private void Read(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<AuditEntry>(line, JsonSerializerOptions.Web) is { } entry)
            {
                Remember(entry);
            }
        }
        catch (JsonException)
        {
            // Torn by a crash: the others count.
        }
    }

    private void Remember(AuditEntry entry)
    {
        _latest = _latest.Enqueue(entry);
        if (++_count > Remembered)
        {
            _latest = _latest.Dequeue();
        }
    }
}
