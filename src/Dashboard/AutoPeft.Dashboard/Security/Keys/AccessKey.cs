using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>A key as it is kept: its secret only as a hash.</summary>
/// <param name="Id">What identifies it; the start of the key, and no secret.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Hash">SHA-256 of the secret in hexadecimal digits. The secret is 256 random bits, so a slow hash would add nothing.</param>
/// <param name="Created">When it was made.</param>
public sealed record AccessKey(string Id, string Name, AccessRole Role, string Hash, DateTimeOffset Created);
