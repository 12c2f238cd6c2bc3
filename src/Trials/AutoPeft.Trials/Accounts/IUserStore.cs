using System.Collections.Immutable;

namespace AutoPeft.Trials.Accounts;

/// <summary>Keeps the users of a store. What another process changes is seen with the next call.</summary>
public interface IUserStore
{
    /// <summary>All users, by name.</summary>
    Task<ImmutableArray<UserAccount>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The user of a name; null when there is none.</summary>
    Task<UserAccount?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps a new user.</summary>
    /// <returns>Whether the name was free.</returns>
    Task<bool> AddAsync(UserAccount user, CancellationToken cancellationToken);

    /// <summary>Replaces a user who still has <paramref name="stamp"/>, so that of two changes at the same time one is refused.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> ReplaceAsync(UserAccount user, string stamp, CancellationToken cancellationToken);

    /// <summary>Removes a user.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
