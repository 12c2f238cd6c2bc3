using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Notices that no address has taken yet, in a file of the dashboard's folder: they are sent on after a crash.</summary>
internal sealed class NoticeOutbox
{
    private const int Most = 1000;

    private readonly string? _path;
    private readonly Lock _writing = new();
    private ImmutableArray<PendingNotice> _all;

    /// <summary>The outbox of a folder.</summary>
    /// <param name="folder">The folder, made with the first notice; null keeps them in memory.</param>
    public NoticeOutbox(string? folder)
    {
        _path = folder is null ? null : Path.Combine(folder, "notices.json");
        _all = Read(_path);
    }

    /// <summary>All that wait, the oldest first.</summary>
    public ImmutableArray<PendingNotice> All => _all;

    /// <summary>How many wait for an address.</summary>
    public int CountOf(string hook) => _all.Count(pending => pending.Hook == hook);

    /// <summary>Keeps a notice for an address; durable when it returns. Of more than a thousand the oldest are given up.</summary>
    public PendingNotice Add(string hook, Notice notice)
    {
        var pending = new PendingNotice(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), hook, notice);
        Change(all => [.. all.Add(pending).TakeLast(Most)]);
        return pending;
    }

    /// <summary>Notes that it was posted in vain once more.</summary>
    public void Tried(string id) => Change(all => [.. all.Select(pending => pending.Id == id ? pending with { Tries = pending.Tries + 1 } : pending)]);

    /// <summary>Forgets a notice that was taken or given up.</summary>
    public void Remove(string id) => Change(all => all.RemoveAll(pending => pending.Id == id));

    private static ImmutableArray<PendingNotice> Read(string? path)
    {
        try
        {
            return path is not null && File.Exists(path)
                ? JsonSerializer.Deserialize<ImmutableArray<PendingNotice>>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                : [];
        }
        catch (JsonException)
        {
            return []; // Not ours any more: what is noticed from now on counts.
        }
    }

    private void Change(Func<ImmutableArray<PendingNotice>, ImmutableArray<PendingNotice>> change)
    {
        lock (_writing)
        {
            _all = change(_all);
            if (_path is null)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                AtomicFile.Write(_path, stream => JsonSerializer.Serialize(stream, _all, JsonSerializerOptions.Web));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // A full disk keeps nobody from being told while we live.
            }
        }
    }
}
