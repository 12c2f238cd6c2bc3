using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Trials.Tests.Accounts;

public sealed class FileUserStoreTests : UserStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_the_owner_may_read_the_file()
    {
        var store = await ConnectAsync();
        await store.AddAsync(new("anna", AccessRole.Viewer, "hash", DateTimeOffset.UnixEpoch) { Stamp = "1" }, Token);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "users.json")));
        }
    }

    protected override Task<IUserStore> ConnectAsync() => Task.FromResult<IUserStore>(new FileUserStore(_folder.Path, TimeProvider.System));
}
