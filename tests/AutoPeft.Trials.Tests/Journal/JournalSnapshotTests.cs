using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Journal;

public sealed class JournalSnapshotTests : IDisposable
{
    private const int Trials = 2500;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Journal => _folder.File("sample/journal");

    private string Snapshot => _folder.File("sample/snapshot");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_long_study_gets_one_and_reads_the_same_with_and_without_it()
    {
        await ImportAsync();
        Assert.True(File.Exists(Snapshot));
        var with = StudyText.Of(await ReadAsync());
        File.Delete(Snapshot);

        Assert.Equal(with, StudyText.Of(await ReadAsync()));

        Assert.True(File.Exists(Snapshot)); // Written again by whoever had to do without.
    }

    [Fact]
    public async Task It_is_really_read()
    {
        await ImportAsync();
        var events = new JournalReader(Journal);

        Assert.Equal(Trials, new JournalSnapshot(Journal).Read(events)!.Trials.Count);

        Assert.Empty(events.ReadNew());
    }

    [Fact]
    public async Task What_came_after_it_is_read_too()
    {
        await ImportAsync();
        await using (var store = Open())
        {
            await store.OpenStudyAsync("sample", Token);
            await store.EnqueueAsync("sample", SampleStudies.Proposals(100_000, 100_001), Token);
            var claimed = await store.ClaimAsync(new("worker", TimeSpan.FromSeconds(30)), Token);
            Assert.Equal(0, claimed!.Trial.Number);
        }

        var study = await ReadAsync();

        Assert.Equal((Trials + 2, TrialState.Leased), (study.Trials.Length, study.Trials[0].State));
    }

    [Fact]
    public async Task A_writer_that_ends_leaves_one_of_what_it_wrote()
    {
        await using (var store = Open())
        {
            await store.CreateStudyAsync(SampleStudies.Header(), Token);
            await store.EnqueueAsync("sample", [.. Enumerable.Range(0, Trials).Select(number => SampleStudies.Proposals(number)[0])], Token);
        }

        Assert.Equal(Trials, new JournalSnapshot(Journal).Read(new(Journal))!.Trials.Count);
    }

    [Fact]
    public async Task Of_a_journal_that_was_cut_or_replaced_it_is_not_used()
    {
        await ImportAsync();
        await using (var store = Open())
        {
            await store.OpenStudyAsync("sample", Token);
            await store.EnqueueAsync("sample", SampleStudies.Proposals(100_000), Token);
        }

        var whole = await File.ReadAllBytesAsync(Journal, Token);
        var last = whole.AsSpan().LastIndexOf("APJF"u8);
        foreach (var length in new[] { last, last + 1, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(Journal, whole[..length], Token);
            Assert.Equal(Trials, (await ReadAsync()).Trials.Length);
        }

        File.Delete(Journal);
        JournalFile.Create(Journal, [new StudyCreated(SampleStudies.Header()) { Sequence = 1 }]);
        Assert.Empty((await ReadAsync()).Trials);
    }

    [Fact]
    public async Task Damage_in_what_it_stands_for_is_still_found()
    {
        await ImportAsync();
        await using (var store = Open())
        {
            await store.OpenStudyAsync("sample", Token);
            await store.EnqueueAsync("sample", SampleStudies.Proposals(100_000), Token);
        }

        var bytes = await File.ReadAllBytesAsync(Journal, Token);
        bytes[5000] ^= 1;
        await File.WriteAllBytesAsync(Journal, bytes, Token);

        await Assert.ThrowsAsync<InvalidInputException>(ReadAsync);
    }

    [Fact]
    public async Task A_damaged_or_unfinished_one_is_not_used()
    {
        await ImportAsync();
        var whole = await File.ReadAllBytesAsync(Snapshot, Token);
        foreach (var length in new[] { 0, 5, 12, 40, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(Snapshot, whole[..length], Token);
            Assert.Equal(Trials, (await ReadAsync()).Trials.Length);
        }
    }

    private JournalTrialStore Open() => new(_folder.Path, TimeProvider.System);

    private async Task ImportAsync()
    {
        await using var store = Open();
        StudyEvent[] history = [
            new StudyCreated(SampleStudies.Header()),
            .. Enumerable.Range(0, Trials).Select(number => new TrialQueued(number, SampleStudies.Proposals(number)[0]))];
        await store.ImportStudyAsync([.. history.Select((happened, index) => happened with { Sequence = index + 1 })], Token);
    }

    private async Task<StudyRecord> ReadAsync()
    {
        await using var store = Open();
        return await store.ReadStudyAsync("sample", Token);
    }
}
