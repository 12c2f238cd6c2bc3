using AutoPeft.Trials.Accounts;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <summary>What every store of users must do.</summary>
public abstract class UserStoreConformance
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_read_back_as_it_was_kept()
    {
        var store = await ConnectAsync();
        var user = User("anna") with { IsDisabled = true };

        Assert.True(await store.AddAsync(user, Token));

        Assert.Equal(user, await (await ConnectAsync()).FindAsync("anna", Token));
        Assert.Null(await store.FindAsync("Anna", Token));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var store = await ConnectAsync();
        await store.AddAsync(User("anna"), Token);

        Assert.False(await store.AddAsync(User("anna") with { Stamp = "other", Role = AccessRole.Admin }, Token));

        Assert.Equal([User("anna")], await store.ListAsync(Token));
    }

    [Fact]
    public async Task Users_come_by_name()
    {
        var store = await ConnectAsync();
        foreach (var name in new[] { "otto", "anna", "zoe", "_x" })
        {
            await store.AddAsync(User(name), Token);
        }

        Assert.Equal(["_x", "anna", "otto", "zoe"], (await store.ListAsync(Token)).Select(user => user.Name));
    }

    [Fact]
    public async Task Of_two_changes_of_the_same_state_one_is_refused()
    {
        var store = await ConnectAsync();
        await store.AddAsync(User("anna"), Token);

        Assert.True(await store.ReplaceAsync(User("anna") with { Role = AccessRole.Admin, Stamp = "2" }, "1", Token));
        Assert.False(await store.ReplaceAsync(User("anna") with { PasswordHash = "other", Stamp = "3" }, "1", Token));

        Assert.Equal(User("anna") with { Role = AccessRole.Admin, Stamp = "2" }, await store.FindAsync("anna", Token));
    }

    [Fact]
    public async Task A_user_who_is_removed_is_gone()
    {
        var store = await ConnectAsync();
        await store.AddAsync(User("anna"), Token);

        Assert.True(await store.RemoveAsync("anna", Token));
        Assert.False(await store.RemoveAsync("anna", Token));
        Assert.False(await store.ReplaceAsync(User("anna"), "1", Token));
        Assert.Empty(await store.ListAsync(Token));
    }

    [Fact]
    public async Task Of_those_who_take_a_name_at_the_same_time_one_gets_it()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConnectAsync()));

        var taken = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.AddAsync(User("anna") with { Stamp = $"{i}" }, Token))));

        Assert.Equal(1, taken.Count(isTaken => isTaken));
        Assert.Single(await stores[0].ListAsync(Token));
    }

    /// <summary>A store over the same users as others of this test.</summary>
    protected abstract Task<IUserStore> ConnectAsync();

    private static UserAccount User(string name) => new(name, AccessRole.Operator, "hash", Start) { Stamp = "1" };
}
