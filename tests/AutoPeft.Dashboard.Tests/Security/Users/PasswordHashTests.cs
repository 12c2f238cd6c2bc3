using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Dashboard.Tests.Security.Users;

public sealed class PasswordHashTests
{
    [Fact]
    public void Only_the_password_itself_matches_and_no_two_hashes_are_the_same()
    {
        var hash = PasswordHash.Of("correct horse battery");

        Assert.True(PasswordHash.Matches(hash, "correct horse battery"));
        Assert.False(PasswordHash.Matches(hash, "correct horse battery "));
        Assert.NotEqual(hash, PasswordHash.Of("correct horse battery"));
        Assert.DoesNotContain("horse", hash, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_has_a_password_and_nonsense_is_none() =>
        Assert.All([null, "", "plain", "md5$1$aa$bb", "pbkdf2-sha512$0$AAAA$AAAA"], hash => Assert.False(PasswordHash.Matches(hash, "")));

    [Fact]
    public void It_is_PBKDF2_as_its_words_say()
    {
        var parts = PasswordHash.Of("correct horse battery").Split('$');
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
            "correct horse battery", Convert.FromBase64String(parts[2]), 210_000, System.Security.Cryptography.HashAlgorithmName.SHA512, 32);

        Assert.Equal(("pbkdf2-sha512", "210000", Convert.ToBase64String(hash)), (parts[0], parts[1], parts[3]));
    }
}
