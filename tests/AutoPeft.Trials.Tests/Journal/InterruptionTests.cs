using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Journal;

public sealed class InterruptionTests : IDisposable
{
    // No process has a number as high.
    private static readonly string Gone = $"process {int.MaxValue} on {Environment.MachineName}";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StudyStatus.Running)]
    [InlineData(StudyStatus.Draining)]
    public async Task A_study_whose_process_was_killed_is_interrupted(StudyStatus status)
    {
        await KeepAsync(status);
        _folder.Write("sample/writer", Gone);

        Assert.Equal(
            $"Nobody carries it out: {Gone} is gone. The same command again continues it, or 'autopeft sweep run sample'.", await InterruptionAsync());
    }

    [Fact]
    public async Task A_study_that_was_closed_while_it_was_to_go_on_is_interrupted()
    {
        await KeepAsync(StudyStatus.Running);

        Assert.StartsWith("Nobody carries it out: no process has it open. ", await InterruptionAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_that_a_process_has_open_is_carried_out()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await StartAsync(store, StudyStatus.Running);

        Assert.Null(await InterruptionAsync());
    }

    [Fact]
    public async Task Of_a_process_on_another_machine_nothing_is_said()
    {
        await KeepAsync(StudyStatus.Running);
        _folder.Write("sample/writer", "process 2147483647 on another-machine");

        Assert.Null(await InterruptionAsync());
    }

    [Theory]
    [InlineData(StudyStatus.Created)]
    [InlineData(StudyStatus.Paused)]
    [InlineData(StudyStatus.Finished)]
    [InlineData(StudyStatus.Failed)]
    public async Task A_study_that_nobody_should_carry_out_is_not_interrupted(StudyStatus status)
    {
        await KeepAsync(status);
        _folder.Write("sample/writer", Gone);

        Assert.Null(await InterruptionAsync());
    }

    [Fact]
    public async Task A_black_box_names_the_command_that_continues_it()
    {
        await using (var store = new JournalTrialStore(_folder.Path, TimeProvider.System))
        {
            await StartAsync(store, StudyStatus.Running, "parameters: { a: { float: [0, 1] } }\nobjectives: [error]");
        }

        Assert.Contains("'autopeft optimize'", await InterruptionAsync(), StringComparison.Ordinal);
    }

    private async Task KeepAsync(StudyStatus status)
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await StartAsync(store, status);
    }

    private static async Task StartAsync(JournalTrialStore store, StudyStatus status, string definition = "name: sample")
    {
        await store.CreateStudyAsync(SampleStudies.Header() with { Definition = definition }, Token);
        await store.SetStatusAsync("sample", status, string.Empty, Token);
    }

    // As another process sees it; the list says the same.
    private async Task<string?> InterruptionAsync()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        var interruption = store.InterruptionOf(await store.ReadStudyAsync("sample", Token));
        Assert.Equal(interruption, (await store.ListStudiesAsync(Token)).Single().Interruption);

        return interruption;
    }
}
