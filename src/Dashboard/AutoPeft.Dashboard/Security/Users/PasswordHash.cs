using System.Globalization;
using System.Security.Cryptography;

namespace AutoPeft.Dashboard.Security.Users;

/// <summary>Hashes passwords slowly: PBKDF2 with HMAC-SHA-512, 210,000 rounds and 16 random bytes of salt, as <c>pbkdf2-sha512$ROUNDS$SALT$HASH</c>.</summary>
internal static class PasswordHash
{
    private const string Name = "pbkdf2-sha512";
    private const int Rounds = 210_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // Of no password: comparing with it takes as long as with that of a user, so that time does not tell which names there are.
    private static readonly string Nobody = Text(Rounds, new byte[SaltBytes], new byte[HashBytes]);

    /// <summary>What is kept of a password; each call another.</summary>
    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Text(Rounds, salt, Derive(password, salt, Rounds));
    }

    /// <summary>Whether a password is that of a hash; with null for the hash it never is, and takes as long.</summary>
    public static bool Matches(string? hash, string password)
    {
        var parts = (hash ?? Nobody).Split('$');
        if (parts.Length != 4 || parts[0] != Name || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds < 1)
        {
            return false;
        }

        var derived = Derive(password, Convert.FromBase64String(parts[2]), rounds);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3])) && hash is not null;
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Normalize(), salt, rounds, HashAlgorithmName.SHA512, HashBytes);

    private static string Text(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
