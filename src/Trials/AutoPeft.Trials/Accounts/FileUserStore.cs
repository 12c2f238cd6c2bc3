using System.Collections.Immutable;

namespace AutoPeft.Trials.Accounts;

/// <summary>Keeps users in a file that only its owner may read, beside the studies of a folder.</summary>
/// <param name="folder">The folder, made with the first user; null keeps users in memory.</param>
/// <param name="time">What waits while another process writes.</param>
public sealed class FileUserStore(string? folder, TimeProvider time) : IUserStore
{
    private readonly GuardedList<UserAccount> _users = new(folder is null ? null : Path.Combine(folder, "users.json"), time);

    /// <inheritdoc/>
    public Task<ImmutableArray<UserAccount>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(_users.Read());

    /// <inheritdoc/>
    public Task<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_users.Read().FirstOrDefault(user => user.Name == name));

    /// <inheritdoc/>
    public Task<bool> AddAsync(UserAccount user, CancellationToken cancellationToken) => _users.ChangeAsync(
        users => users.Any(other => other.Name == user.Name) ? null : [.. users.Add(user).OrderBy(each => each.Name, StringComparer.Ordinal)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(UserAccount user, string stamp, CancellationToken cancellationToken) => _users.ChangeAsync(
        users => users.FirstOrDefault(old => old.Name == user.Name && old.Stamp == stamp) is { } old ? users.Replace(old, user) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => _users.ChangeAsync(
        users => users.FirstOrDefault(old => old.Name == name) is { } old ? users.Remove(old) : null,
        cancellationToken);
}
