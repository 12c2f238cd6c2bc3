using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Models;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>Where hidden states go that memory has no room for: files in a folder of this process.</summary>
/// <remarks>
/// Of the files that nobody reads, the longest unused make room. What cannot be written, as on a full disk, is not there, and is computed
/// every time; what is torn or changed from outside is not used. The folder is removed in the end; one that a process left behind when
/// it died is removed by the next that begins. Safe for concurrent use.
/// </remarks>
public sealed class FrozenStateFolder : IDisposable
{
    private const string OwnerName = "owner";

    private readonly Lock _gate = new();
    private readonly Dictionary<FrozenStateKey, FileEntry> _entries = [];
    private readonly List<ITransformer> _models = [];
    private readonly string _folder;
    private readonly FileStream _owner;
    private long _requests;

    /// <summary>A folder of this process's own.</summary>
    /// <param name="root">The folder that holds those of all processes; created if it is not there.</param>
    /// <param name="budgetBytes">The most bytes of files; not negative.</param>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public FrozenStateFolder(string root, long budgetBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentOutOfRangeException.ThrowIfNegative(budgetBytes);

        BudgetBytes = budgetBytes;
        Directory.CreateDirectory(root);
        RemoveAbandoned(root);
        _folder = Directory.CreateDirectory(Path.Combine(root, Guid.NewGuid().ToString("n"))).FullName;
        _owner = new FileStream(Path.Combine(_folder, OwnerName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>The most bytes of files.</summary>
    public long BudgetBytes { get; }

    /// <summary>The bytes of files now.</summary>
    public long UsedBytes { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner.Dispose();
        Ignore(() => Directory.Delete(_folder, recursive: true));
    }

    /// <summary>Keeps states that memory gives up.</summary>
    internal void Spill(FrozenStateKey key, HiddenStates states) => Write(key, states, file =>
    {
        for (var row = 0; row < states.Data.Count; row++)
        {
            var values = new float[states.CountOf(row)];
            states.Read(row, values);
            file.Write(row, values);
        }
    });

    /// <summary>The states of a key; null when there is no file, or none that can be trusted.</summary>
    internal FrozenStateLease? Find(FrozenStateKey key, EncodedDataset data)
    {
        FileEntry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry) || !entry.IsSealed)
            {
                return null;
            }

            entry.Users++;
            entry.LastUse = ++_requests;
        }

        if (FileStates.Open(entry.Path, DigestOf(key), (data, key.Layers, key.Model.Shape.HiddenSize)) is { } states)
        {
            return new FrozenStateLease(states, () => Release(entry, states));
        }

        Drop(key, entry);

        return null;
    }

    /// <summary>The states of a key, computed into a file when there is none.</summary>
    /// <returns>Null when there is no room, or the file cannot be written.</returns>
    internal FrozenStateLease? Acquire(FrozenStateKey key, EncodedDataset data, CancellationToken cancellationToken)
    {
        if (Find(key, data) is { } found)
        {
            return found;
        }

        var like = new MemoryStates(data, key.Layers, key.Model.Shape.HiddenSize);
        Write(key, like, file => FrozenForward.Fill(file, key, below: null, cancellationToken));

        return Find(key, data);
    }

    private void Write(FrozenStateKey key, HiddenStates like, Action<FileStates> fill)
    {
        if (Reserve(key, FileStates.BytesOf(like)) is not { } entry)
        {
            return;
        }

        try
        {
            using var file = FileStates.Create(entry.Path, DigestOf(key), (like.Data, like.Layers, like.Width));
            fill(file);
            file.Seal();
            lock (_gate)
            {
                entry.IsSealed = true;
                entry.Users--;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Drop(key, entry);
        }
        catch
        {
            Drop(key, entry);
            throw;
        }
    }

    private FileEntry? Reserve(FrozenStateKey key, long bytes)
    {
        lock (_gate)
        {
            if (_entries.ContainsKey(key) || !MakeRoom(bytes))
            {
                return null;
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"{++_requests}.states");
            var entry = new FileEntry(Path.Combine(_folder, name), bytes) { Users = 1, LastUse = _requests };
            _entries.Add(key, entry);
            UsedBytes += bytes;

            return entry;
        }
    }

    private bool MakeRoom(long bytes)
    {
        var unused = _entries.Where(item => item.Value.Users == 0).OrderBy(item => item.Value.LastUse).ToList();
        if (UsedBytes - unused.Sum(item => item.Value.Bytes) + bytes > BudgetBytes)
        {
            return false;
        }

        foreach (var (key, entry) in unused.TakeWhile(_ => UsedBytes + bytes > BudgetBytes))
        {
            Drop(key, entry);
        }

        return true;
    }

    private void Drop(FrozenStateKey key, FileEntry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var current) && current == entry)
            {
                _entries.Remove(key);
                UsedBytes -= entry.Bytes;
                Ignore(() => File.Delete(entry.Path));
            }
        }
    }

    private void Release(FileEntry entry, FileStates states)
    {
        states.Dispose();
        lock (_gate)
        {
            entry.Users--;
        }
    }

    private byte[] DigestOf(FrozenStateKey key)
    {
        int model;
        lock (_gate)
        {
            model = _models.IndexOf(key.Model);
            if (model < 0)
            {
                model = _models.Count;
                _models.Add(key.Model);
            }
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(_folder)}/{model}/{key.Layers}/{key.Data}")));
    }

    /// <summary>A process keeps its own folder's owner file locked for as long as it lives.</summary>
    private static void RemoveAbandoned(string root)
    {
        foreach (var folder in Directory.GetDirectories(root))
        {
            Ignore(() =>
            {
                using (new FileStream(Path.Combine(folder, OwnerName), FileMode.Open, FileAccess.Write, FileShare.None))
                {
                }

                Directory.Delete(folder, recursive: true);
            });
        }
    }

    private static void Ignore(Action cleaning)
    {
        try
        {
            cleaning();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process is at it, or will clean up later.
        }
    }

    private sealed class FileEntry(string path, long bytes)
    {
        public string Path => path;

        public long Bytes => bytes;

        public bool IsSealed { get; set; }

        public int Users { get; set; }

        public long LastUse { get; set; }
    }
}
