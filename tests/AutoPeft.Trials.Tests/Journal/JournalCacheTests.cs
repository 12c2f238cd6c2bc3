using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;

namespace AutoPeft.Trials.Tests.Journal;

public sealed class JournalCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_sees_what_another_process_writes_after_its_first_look()
    {
        await using var writer = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await using var reader = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await writer.CreateStudyAsync(SampleStudies.Header(), Token);
        Assert.Empty((await reader.ReadStudyAsync("sample", Token)).Trials);

        await writer.EnqueueAsync("sample", SampleStudies.Proposals(1, 2), Token);

        Assert.Equal(2, (await reader.ReadStudyAsync("sample", Token)).Trials.Length);
        Assert.Equal(2, Assert.Single(await reader.ListStudiesAsync(Token)).Trials);
    }

    [Fact]
    public async Task A_study_that_was_deleted_and_made_again_is_read_anew()
    {
        await using var reader = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await using (var writer = new JournalTrialStore(_folder.Path, TimeProvider.System))
        {
            await writer.CreateStudyAsync(SampleStudies.Header(), Token);
            await writer.EnqueueAsync("sample", SampleStudies.Proposals(1, 2, 3), Token);
            await reader.ReadStudyAsync("sample", Token);
            await writer.DeleteStudyAsync("sample", Token);
            await writer.CreateStudyAsync(SampleStudies.Header(), Token);
            await writer.EnqueueAsync("sample", SampleStudies.Proposals(7, 8, 9, 10), Token);
        }

        Assert.Equal(SampleStudies.Configuration(7), (await reader.ReadStudyAsync("sample", Token)).Trials[0].Configuration);
    }
}
