using System.Security.Claims;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Users and their passwords.</summary>
internal static class UsersApi
{
    /// <summary>A page of the users, by name.</summary>
    public static async Task<PageDocument<UserDocument>> ListAsync(UserAccounts users, CancellationToken cancellationToken, string after = "", int size = 100) =>
        Cursor.Page(await users.ListAsync(cancellationToken), user => user.Name, after, Math.Min(size, 1000)).As(UserDocument.Of);

    public static async Task<Created<UserDocument>> AddAsync(NewUserDocument wanted, UserAccounts users)
    {
        var user = await users.AddAsync(
            wanted.Name ?? string.Empty, UserChanges.RoleOf(wanted.Role), wanted.Password ?? string.Empty, CancellationToken.None);
        return TypedResults.Created($"/api/v1/users/{user.Name}", UserDocument.Of(user));
    }

    public static async Task<IResult> ChangeAsync(string name, UserEditDocument edit, ClaimsPrincipal user, UserChanges changes)
    {
        var role = edit.Role is null ? (AccessRole?)null : UserChanges.RoleOf(edit.Role);
        return Answer(await changes.ChangeAsync(user, name, (role, edit.IsDisabled, edit.Password), CancellationToken.None), name);
    }

    public static async Task<IResult> RemoveAsync(string name, ClaimsPrincipal user, UserChanges changes) =>
        Answer(await changes.RemoveAsync(user, name, CancellationToken.None), name);

    public static HolderDocument Me(ClaimsPrincipal user) => new(
        user.Identity!.Name!,
        Enum.GetValues<AccessRole>().Last(role => user.IsInRole(role.ToString())).ToString(),
        Holder.UserOf(user.FindFirstValue(ClaimTypes.NameIdentifier)) is not null);

    public static async Task<IResult> ChangeOwnAsync(OwnPasswordDocument wanted, HttpContext context, UserChanges changes, Sessions sessions)
    {
        if (await changes.ChangeOwnAsync(context, wanted.Current ?? string.Empty, wanted.Password ?? string.Empty) is not { } user)
        {
            return TypedResults.Problem("Only users have a password; a key has none.", statusCode: StatusCodes.Status403Forbidden);
        }

        sessions.End(context);
        sessions.Begin(context, SessionOwner.Of(user));
        return TypedResults.NoContent();
    }

    private static IResult Answer(bool isDone, string name) => isDone ? TypedResults.NoContent() : Problems.NotFound($"There is no user '{name}'.");
}
