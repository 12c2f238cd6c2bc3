using System.Security.Claims;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Requests;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Users;

/// <summary>What is changed of users through pages and the API, by whom.</summary>
/// <param name="users">The users.</param>
/// <param name="checks">Knows passwords.</param>
internal sealed class UserChanges(UserAccounts users, AccessChecks checks)
{
    /// <summary>The role of a word.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static AccessRole RoleOf(string? word) =>
        Enum.TryParse<AccessRole>(word, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(word![0]) ? role : throw new InvalidInputException(
            new FaultPlace("role"), $"There is no role '{word}'.", "Use viewer, operator or admin.");

    /// <summary>Changes role, password or whether the user is kept out; what is null stays.</summary>
    /// <returns>Whether there is such a user.</returns>
    /// <exception cref="InvalidInputException">A value cannot be used, or somebody would lock themselves out; carries every fault.</exception>
    public async Task<bool> ChangeAsync(ClaimsPrincipal by, string name, (AccessRole? Role, bool? IsDisabled, string? Password) change, CancellationToken cancellationToken)
    {
        if (change.Role is not null || change.IsDisabled is not null)
        {
            RefuseOwn(by, name);
        }

        var found = await users.FindAsync(name, cancellationToken) is not null;
        if (found && change.Password is { } password)
        {
            found &= await users.SetPasswordAsync(name, password, cancellationToken);
        }

        if (found && change.Role is { } role)
        {
            found &= await users.SetRoleAsync(name, role, cancellationToken);
        }

        return found && (change.IsDisabled is not { } isDisabled || await users.SetDisabledAsync(name, isDisabled, cancellationToken));
    }

    /// <summary>Removes a user.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(ClaimsPrincipal by, string name, CancellationToken cancellationToken)
    {
        RefuseOwn(by, name);
        return users.RemoveAsync(name, cancellationToken);
    }

    /// <summary>Changes the password of the one who asks.</summary>
    /// <returns>The user with a new stamp; null when the one who asks is no user.</returns>
    /// <exception cref="InvalidInputException">The current password is wrong, or the new one cannot be used.</exception>
    public async Task<UserAccount?> ChangeOwnAsync(HttpContext context, string current, string password)
    {
        if (Holder.UserOf(context.User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } name)
        {
            return null;
        }

        if (await checks.CheckAsync(name, current, ClientAddress.Of(context), CancellationToken.None) is null)
        {
            throw new InvalidInputException(new FaultPlace("current"), "This is not the current password, or it was tried too often.", "An admin can set another one.");
        }

        await users.SetPasswordAsync(name, password, CancellationToken.None);
        return await users.FindAsync(name, CancellationToken.None);
    }

    private static void RefuseOwn(ClaimsPrincipal by, string name)
    {
        if (Holder.UserOf(by.FindFirstValue(ClaimTypes.NameIdentifier)) is { } own && own.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException(
                new FaultPlace("name"), "Nobody can shut themselves out or change their own role.", "Ask another admin, or use 'autopeft user' on the server.");
        }
    }
}
