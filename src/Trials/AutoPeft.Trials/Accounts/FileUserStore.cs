using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Trials.Accounts;

/// <summary>Keeps users in a file that only its owner may read, beside the studies of a folder.</summary>
/// <param name="folder">The folder, made with the first user; null keeps users in memory.</param>
/// <param name="time">What waits while another process writes.</param>
public sealed class FileUserStore(string? folder, TimeProvider time) : IUserStore
{
    private const int Tries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    private readonly Lock _writing = new();
    private ImmutableArray<UserAccount> _inMemory = [];

    private string Path => System.IO.Path.Combine(folder!, "users.json");

    /// <inheritdoc/>
    public Task<ImmutableArray<UserAccount>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Read());

    /// <inheritdoc/>
    public Task<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Read().FirstOrDefault(user => user.Name == name));

    /// <inheritdoc/>
    public Task<bool> AddAsync(UserAccount user, CancellationToken cancellationToken) => ChangeAsync(
        users => users.Any(other => other.Name == user.Name) ? null : [.. users.Add(user).OrderBy(each => each.Name, StringComparer.Ordinal)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(UserAccount user, string stamp, CancellationToken cancellationToken) => ChangeAsync(
        users => users.FirstOrDefault(old => old.Name == user.Name && old.Stamp == stamp) is { } old ? users.Replace(old, user) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        users => users.FirstOrDefault(old => old.Name == name) is { } old ? users.Remove(old) : null,
        cancellationToken);

    // A small file: reading it whole is as quick as asking whether it changed.
    private ImmutableArray<UserAccount> Read() => folder is null ? _inMemory
        : File.Exists(Path) ? JsonSerializer.Deserialize<ImmutableArray<UserAccount>>(File.ReadAllBytes(Path), Json) : [];

    private async Task<bool> ChangeAsync(Func<ImmutableArray<UserAccount>, ImmutableArray<UserAccount>?> change, CancellationToken cancellationToken)
    {
        await using var held = folder is null ? null : await HoldAsync(cancellationToken);
        lock (_writing)
        {
            if (change(Read()) is not { } changed)
            {
                return false;
            }

            Write(changed);
            return true;
        }
    }

    private void Write(ImmutableArray<UserAccount> users)
    {
        if (folder is null)
        {
            _inMemory = users;
            return;
        }

        AtomicFile.WritePrivate(Path, stream => JsonSerializer.Serialize(stream, users, Json));
    }

    // Another process may change users too, such as the command line beside the dashboard.
    private async Task<FileStream> HoldAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder!);
        for (var left = Tries; ; left--)
        {
            try
            {
                return new(System.IO.Path.Combine(folder!, "users.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
