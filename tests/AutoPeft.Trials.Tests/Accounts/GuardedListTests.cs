using System.Diagnostics;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Trials.Tests.Accounts;

public sealed class GuardedListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string LockPath => _folder.File("words.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_many_add_at_the_same_time_is_all_there()
    {
        // Each opens the file as a process of its own does: locks of the system belong to an open file, not to a process.
        var words = Enumerable.Range(0, 40).Select(i => $"word {i}").ToArray();

        await Task.WhenAll(words.Select(word => Task.Run(() => Open().ChangeAsync(all => all.Add(word), Token), Token)));

        Assert.Equal(words.Order(StringComparer.Ordinal), Open().Read().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_says_so_and_leaves_no_file()
    {
        Assert.False(await Open().ChangeAsync(_ => null, Token));

        Assert.False(File.Exists(_folder.File("words.json")));
        Assert.Empty(Open().Read());
    }

    [Fact]
    public async Task Without_a_file_the_list_is_kept_in_memory()
    {
        var list = new GuardedList<string>(null, TimeProvider.System);

        Assert.True(await list.ChangeAsync(all => all.Add("word"), Token));

        Assert.Equal(["word"], list.Read());
    }

    [Fact]
    public async Task A_lock_file_that_a_process_left_behind_holds_nobody_up()
    {
        _folder.Write("words.lock", "left");

        Assert.True(await Open().ChangeAsync(all => all.Add("word"), Token));
    }

    [Fact]
    public async Task The_death_of_the_process_that_has_the_lock_frees_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ProcessState.IsOnPath("flock"), "Needs the program flock.");
        using var holder = Process.Start("sh", ["-c", $"exec 9> '{LockPath}'; flock 9 && exec sleep 600"]);
        Task<bool> change;
        try
        {
            await Eventually.IsTrueAsync(IsLocked, "The lock of another process", Token);
            change = Open().ChangeAsync(all => all.Add("word"), Token);
            Assert.False(change.IsCompleted);
        }
        finally
        {
            holder.Kill();
        }

        Assert.True(await change);
    }

    private GuardedList<string> Open() => new(_folder.File("words.json"), TimeProvider.System);

    private bool IsLocked()
    {
        try
        {
            using var probe = new FileStream(LockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
