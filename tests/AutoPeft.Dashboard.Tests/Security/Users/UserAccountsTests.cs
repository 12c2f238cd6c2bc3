using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Security.Users;

public sealed class UserAccountsTests
{
    private readonly UserAccounts _users = new(new FileUserStore(null, TimeProvider.System), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "long enough 1", "name")]
    [InlineData("anna lisa", "long enough 1", "name")]
    [InlineData("<script>", "long enough 1", "name")]
    [InlineData("аnna", "long enough 1", "name")]
    [InlineData("anna", "short", "password")]
    [InlineData("anna", "aaaaaaaaaaaaaaaa", "password")]
    [InlineData("anna", "my name is Anna", "password")]
    [InlineData("anna", "with\nline breaks in it", "password")]
    public async Task What_cannot_be_used_is_refused_with_its_field(string name, string password, string field)
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _users.AddAsync(name, AccessRole.Viewer, password, Token));

        Assert.Equal(field, Assert.Single(refused.Faults).Place.Source);
        Assert.Empty(await _users.ListAsync(Token));
    }

    [Fact]
    public async Task A_name_is_the_same_in_small_and_large_letters()
    {
        await _users.AddAsync("Anna", AccessRole.Viewer, "long enough 1", Token);

        await Assert.ThrowsAsync<InvalidInputException>(() => _users.AddAsync("ANNA", AccessRole.Admin, "long enough 2", Token));
        Assert.Equal("anna", (await _users.FindAsync(" aNNa ", Token))!.Name);
    }

    [Fact]
    public async Task Every_change_gives_another_stamp()
    {
        var stamps = new List<string> { (await _users.AddAsync("anna", AccessRole.Viewer, "long enough 1", Token)).Stamp };
        Func<Task<bool>>[] changes =
        [
            () => _users.SetRoleAsync("anna", AccessRole.Operator, Token), () => _users.SetPasswordAsync("anna", "long enough 2", Token),
            () => _users.SetDisabledAsync("anna", true, Token), () => _users.SetDisabledAsync("anna", false, Token),
        ];
        foreach (var change in changes)
        {
            Assert.True(await change());
            stamps.Add((await _users.FindAsync("anna", Token))!.Stamp);
        }

        Assert.Equal(5, stamps.Distinct().Count());
        Assert.Equal(AccessRole.Operator, (await _users.FindAsync("anna", Token))!.Role);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_changed()
    {
        Assert.False(await _users.SetRoleAsync("nobody", AccessRole.Admin, Token));
        Assert.False(await _users.SetDisabledAsync("../etc", true, Token));
        Assert.False(await _users.RemoveAsync("nobody", Token));
    }
}
