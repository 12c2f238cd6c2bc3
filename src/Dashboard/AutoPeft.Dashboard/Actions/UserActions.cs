using System.Security.Claims;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the forms for users and their passwords do.</summary>
internal static class UserActions
{
    private const string Settings = "/settings";

    public static async Task<IResult> AddAsync([FromForm] UserForm form, UserAccounts users)
    {
        await users.AddAsync(form.Name ?? string.Empty, UserChanges.RoleOf(form.Role), form.Password ?? string.Empty, CancellationToken.None);
        return TypedResults.LocalRedirect(Settings);
    }

    public static async Task<IResult> ChangeAsync(string name, [FromForm] UserForm form, ClaimsPrincipal user, UserChanges changes)
    {
        var isDone = form.Command switch
        {
            "disable" => await changes.ChangeAsync(user, name, (null, true, null), CancellationToken.None),
            "enable" => await changes.ChangeAsync(user, name, (null, false, null), CancellationToken.None),
            "role" => await changes.ChangeAsync(user, name, (UserChanges.RoleOf(form.Role), null, null), CancellationToken.None),
            "password" => await changes.ChangeAsync(user, name, (null, null, form.Password ?? string.Empty), CancellationToken.None),
            "remove" => await changes.RemoveAsync(user, name, CancellationToken.None),
            _ => throw new InvalidInputException(new FaultPlace("command"), "It was not said what to do.", "Press one of the buttons."),
        };
        return isDone ? TypedResults.LocalRedirect(Settings) : ActionFaults.Refused("There is no such user any more.");
    }

    public static async Task<IResult> ChangeOwnAsync([FromForm] PasswordForm form, HttpContext context, UserChanges changes, Sessions sessions)
    {
        if (form.Password != form.Again)
        {
            throw new InvalidInputException(new FaultPlace("again"), "The new password was not written the same twice.", "Write it again.");
        }

        if (await changes.ChangeOwnAsync(context, form.Current ?? string.Empty, form.Password ?? string.Empty) is not { } user)
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden); // The holder of a key has no password.
        }

        sessions.End(context);
        sessions.Begin(context, SessionOwner.Of(user)); // All others of this user are over.
        return TypedResults.LocalRedirect(Settings);
    }
}
