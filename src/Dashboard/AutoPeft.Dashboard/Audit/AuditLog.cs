using System.Collections.Immutable;
using System.Text.Json;

namespace AutoPeft.Dashboard.Audit;

/// <summary>Every change that was asked for through the dashboard, a line of JSON each, in a file that only grows.</summary>
internal sealed class AuditLog
{
    private const int Remembered = 2000;

    private readonly string? _path;
    private readonly Lock _writing = new();
    private ImmutableQueue<AuditEntry> _latest = [];
    private int _count;

    /// <summary>The log of a folder.</summary>
    /// <param name="folder">The folder, made with the first entry; null keeps the log in memory.</param>
    public AuditLog(string? folder)
    {
        _path = folder is null ? null : Path.Combine(folder, "audit.jsonl");
        foreach (var line in _path is not null && File.Exists(_path) ? File.ReadLines(_path) : [])
        {
            if (JsonSerializer.Deserialize<AuditEntry>(line, JsonSerializerOptions.Web) is { } entry)
            {
                Remember(entry);
            }
        }
    }

    /// <summary>The latest entries, the newest first.</summary>
    public IEnumerable<AuditEntry> Latest
    {
        get
        {
            lock (_writing)
            {
                return _latest.ToArray().Reverse();
            }
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Add(AuditEntry entry)
    {
        lock (_writing)
        {
            Remember(entry);
            if (_path is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                File.AppendAllText(_path, JsonSerializer.Serialize(entry, JsonSerializerOptions.Web) + "\n");
            }
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
