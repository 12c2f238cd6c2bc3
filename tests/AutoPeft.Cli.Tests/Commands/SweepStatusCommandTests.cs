using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class SweepStatusCommandTests : IDisposable
{
    // No process has a number as high.
    private static readonly string Gone = $"process {int.MaxValue} on {Environment.MachineName}";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_study_whose_process_was_killed_says_that_nobody_carries_it_out()
    {
        await StoreAsync(StudyStatus.Running, Gone);

        var status = await StatusAsync();
        Assert.StartsWith("sample: interrupted", status, StringComparison.Ordinal);
        Assert.Contains($"Nobody carries it out: {Gone} is gone.", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StudyStatus.Running, "process 2147483647 on another-machine")]
    [InlineData(StudyStatus.Finished, "gone")]
    public async Task A_study_that_is_over_or_whose_process_may_live_says_nothing(StudyStatus status, string? writer)
    {
        await StoreAsync(status, writer == "gone" ? Gone : writer);

        Assert.DoesNotContain("Nobody", await StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baselines_are_told_apart_from_trials_of_the_search()
    {
        await using (var store = new JournalTrialStore(_folder.Path, TimeProvider.System))
        {
            await store.CreateStudyAsync(SampleStudies.Header(), Token);
            await store.EnqueueAsync("sample", [Proposal(0), Proposal(1), Proposal(2) with { Origin = TrialOrigin.Baseline }], Token);
        }

        Assert.Contains("2 queued; 1 outside the search", await StatusAsync(), StringComparison.Ordinal);
    }

    private static TrialProposal Proposal(int size) => new(new([KeyValuePair.Create("lora", ParameterValue.Of(size))]), size);

    [Fact]
    public async Task A_study_that_was_closed_while_it_was_to_go_on_says_so_in_the_list_too()
    {
        await StoreAsync(StudyStatus.Running, null);

        Assert.Contains("Nobody carries it out: no process has it open.", await StatusAsync(), StringComparison.Ordinal);
        var list = (await CommandLineHostTests.RunAsync("sweep", "list", "--data", _folder.Path)).Output.ReplaceLineEndings(" ");
        Assert.Contains("interrupted", list, StringComparison.Ordinal);
        Assert.Contains("'autopeft sweep run sample'", list, StringComparison.Ordinal);
    }

    private async Task<string> StatusAsync() =>
        (await CommandLineHostTests.RunAsync("sweep", "status", "sample", "--data", _folder.Path)).Output.ReplaceLineEndings(" ");

    // The process of this test wrote last, unless somebody else is named.
    private async Task StoreAsync(StudyStatus status, string? writer)
    {
        await using (var store = new JournalTrialStore(_folder.Path, TimeProvider.System))
        {
            await store.CreateStudyAsync(SampleStudies.Header(), Token);
            await store.SetStatusAsync("sample", status, string.Empty, Token);
        }

        if (writer is not null)
        {
            _folder.Write("sample/writer", writer);
        }
    }
}
