using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Security.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_that_are_made_at_the_same_time_all_open()
    {
        var issued = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Open().IssueAsync($"robot {i}", AccessRole.Viewer, Token), Token)));

        Assert.Equal(20, Open().Keys.Length);
        Assert.All(issued, key => Assert.Equal(key.Key, Open().Check(key.Text)));
    }

    [Fact]
    public async Task A_key_that_another_process_withdrew_is_refused_at_once_however_quickly_that_followed()
    {
        var here = Open();
        for (var i = 0; i < 20; i++)
        {
            var issued = await here.IssueAsync("robot", AccessRole.Viewer, Token);
            Assert.NotNull(here.Check(issued.Text));

            Assert.True(await Open().WithdrawAsync(issued.Key.Id, Token));

            Assert.Null(here.Check(issued.Text));
        }
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        await Open().IssueAsync("robot", AccessRole.Viewer, Token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(_folder.File("keys.json")));
    }

    private KeyRing Open() => new(_folder.Path, TimeProvider.System);
}
