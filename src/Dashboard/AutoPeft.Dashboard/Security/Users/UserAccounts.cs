using System.Collections.Immutable;
using System.Security.Cryptography;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Users;

/// <summary>Looks after the users of the dashboard. Everything but adding ends the user's sessions.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock.</param>
public sealed class UserAccounts(IUserStore store, TimeProvider time)
{
    private const int LongestName = 60;
    private const int ShortestPassword = 12;
    private const int LongestPassword = 200;

    /// <summary>All users, by name.</summary>
    public Task<ImmutableArray<UserAccount>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <summary>The user of a name, in whatever letters it is written; null when there is none.</summary>
    public async Task<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        IsName(Plain(name)) ? await store.FindAsync(Plain(name), cancellationToken) : null;

    /// <summary>Makes a user.</summary>
    /// <param name="name">Letters, digits, dots, dashes, underscores and <c>@</c>; kept in small letters.</param>
    /// <param name="role">What the user may do.</param>
    /// <param name="password">12 to 200 letters that do not hold the name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidInputException">Name or password cannot be used, or the name is taken; carries every fault.</exception>
    public async Task<UserAccount> AddAsync(string name, AccessRole role, string password, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        if (!IsName(Plain(name)))
        {
            faults.Add(new FaultPlace("name"), "The name cannot be used.", $"Use 1 to {LongestName} letters from a to z, digits, '.', '-', '_' and '@'.");
        }

        CheckPassword(Plain(name), password, faults);
        faults.ThrowIfAny();
        var user = new UserAccount(Plain(name), role, PasswordHash.Of(password), time.GetUtcNow()) { Stamp = NewStamp() };
        return await store.AddAsync(user, cancellationToken) ? user : throw new InvalidInputException(
            new FaultPlace("name"), $"There is a user '{user.Name}' already.", "Take another name, or change that user.");
    }

    /// <summary>Gives a user another role.</summary>
    /// <returns>Whether there is such a user.</returns>
    public Task<bool> SetRoleAsync(string name, AccessRole role, CancellationToken cancellationToken) =>
        ChangeAsync(name, user => user with { Role = role }, cancellationToken);

    /// <summary>Keeps a user out, or lets the user in again.</summary>
    /// <returns>Whether there is such a user.</returns>
    public Task<bool> SetDisabledAsync(string name, bool isDisabled, CancellationToken cancellationToken) =>
        ChangeAsync(name, user => user with { IsDisabled = isDisabled }, cancellationToken);

    /// <summary>Gives a user another password.</summary>
    /// <returns>Whether there is such a user.</returns>
    /// <exception cref="InvalidInputException">The password cannot be used.</exception>
    public Task<bool> SetPasswordAsync(string name, string password, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        CheckPassword(Plain(name), password, faults);
        faults.ThrowIfAny();
        var hash = PasswordHash.Of(password);
        return ChangeAsync(name, user => user with { PasswordHash = hash }, cancellationToken);
    }

    /// <summary>Removes a user.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        IsName(Plain(name)) && await store.RemoveAsync(Plain(name), cancellationToken);

    // Somebody else may change the user at the same time: theirs stays too, unless it is the same field.
    private async Task<bool> ChangeAsync(string name, Func<UserAccount, UserAccount> change, CancellationToken cancellationToken)
    {
        while (await FindAsync(name, cancellationToken) is { } user)
        {
            if (await store.ReplaceAsync(change(user) with { Stamp = NewStamp() }, user.Stamp, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckPassword(string name, string password, FaultCollector faults)
    {
        if (password.Length is < ShortestPassword or > LongestPassword || password.Any(char.IsControl))
        {
            faults.Add(new FaultPlace("password"), "The password cannot be used.", $"Use {ShortestPassword} to {LongestPassword} letters.");
        }
        else if (password.Distinct().Count() < 4 || (name.Length > 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add(new FaultPlace("password"), "The password is easily guessed.", "Use several words, without the name.");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_' or '@');

    private static string Plain(string name) => name.Trim().ToLowerInvariant();

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
