using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Whose session it is, as its cookie says.</summary>
/// <param name="IsUser">Whether a user signed in; otherwise a key was shown.</param>
/// <param name="Id">The user's name or the key's id.</param>
/// <param name="Stamp">The user's stamp then; a dash for a key.</param>
internal sealed record SessionOwner(bool IsUser, string Id, string Stamp)
{
    public static SessionOwner Of(AccessKey key) => new(false, key.Id, "-");

    public static SessionOwner Of(UserAccount user) => new(true, user.Name, user.Stamp);
}
