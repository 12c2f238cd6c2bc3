using AutoPeft.Primitives.Faults;

namespace AutoPeft.Trials.Postgres.Tests;

public sealed class PostgresAddressTests
{
    private static readonly FaultPlace Place = new("--store");

    [Theory]
    [InlineData("postgres://me:p%40s@db.example:6000/autopeft?sslmode=Require", "postgres://db.example:6000/autopeft")]
    [InlineData("postgresql://db.example/autopeft", "postgres://db.example:5432/autopeft")]
    [InlineData("Host=db.example;Database=autopeft;Password=s%3t", "postgres://db.example:5432/autopeft")]
    public void Every_form_is_read_and_shown_without_its_password(string text, string shown)
    {
        Assert.True(PostgresAddress.IsOne(text));

        Assert.Equal(shown, PostgresAddress.Parse(text, Place).ToString());
    }

    [Fact]
    public void User_password_and_settings_of_a_uri_are_kept()
    {
        var address = PostgresAddress.Parse("postgres://me:p%40s@db.example/autopeft?sslmode=Require", Place).ConnectionString;

        Assert.Contains("Username=me", address, StringComparison.Ordinal);
        Assert.Contains("Password=p@s", address, StringComparison.Ordinal);
        Assert.Contains("SSL Mode=Require", address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://db.example")]
    [InlineData("Host=db.example;Password=s%3t")]
    [InlineData("postgres://me:s%253t@db.example/autopeft?colour=blue")]
    public void A_fault_says_what_is_wrong_without_the_password(string text)
    {
        var fault = Assert.Throws<InvalidInputException>(() => PostgresAddress.Parse(text, Place));

        Assert.DoesNotContain("s%3t", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("studies")]
    [InlineData("/data/a=b")]
    [InlineData("mysql://db.example/autopeft")]
    public void Folders_and_other_databases_are_no_addresses(string text) => Assert.False(PostgresAddress.IsOne(text));
}
