using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Tests.Journal;

public sealed class JournalTrialStoreTests : TrialStoreConformance
{
    private readonly TemporaryFolder _folder = new();

    private string JournalPath => _folder.File("sample/journal");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_after_an_event_is_watched_whether_or_not_the_study_was_read_before(bool isReadBefore)
    {
        using var folder = new TemporaryFolder();
        await using var store = new JournalTrialStore(folder.Path, TimeProvider.System);
        await store.CreateStudyAsync(SampleStudies.Header(), Token);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1, 2, 3, 4), Token);
        await using var other = new JournalTrialStore(folder.Path, TimeProvider.System);
        if (isReadBefore)
        {
            await other.ReadStudyAsync("sample", Token);
        }

        var expected = new long[] { 2, 3, 4, 5, 6 };
        await store.CancelAsync("sample", 0, "not needed", Token);
        for (var after = 1; after < 6; after++)
        {
            await using var events = other.WatchStudyAsync("sample", after, Token).GetAsyncEnumerator(Token);
            foreach (var number in expected.Where(number => number > after))
            {
                Assert.True(await events.MoveNextAsync());
                Assert.Equal(number, events.Current.Sequence);
            }
        }
    }

    [Fact]
    public async Task A_second_writer_is_told_who_the_first_is()
    {
        await CreateAsync("sample");
        await using var other = new JournalTrialStore(_folder.Path, Time);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => other.OpenStudyAsync("sample", Token));

        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_follows_the_journal_of_another_process()
    {
        await CreateAsync("sample", 1);
        await using var other = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await using var events = other.WatchStudyAsync("sample", 2, Token).GetAsyncEnumerator(Token);
        var next = events.MoveNextAsync();

        await ClaimAsync();

        Assert.True(await next);
        Assert.Equal(3, events.Current.Sequence);
    }

    [Fact]
    public async Task Opening_after_the_writer_died_queues_its_trials_again()
    {
        await CreateAsync("sample", 1, 2);
        await ClaimAsync();
        await Store.DisposeAsync();
        await using var next = new JournalTrialStore(_folder.Path, Time);

        var opening = await next.OpenStudyAsync("sample", Token);

        Assert.Equal([0], opening.Reclaimed);
        var attempt = (await next.ReadStudyAsync("sample", Token)).Trials[0].Attempts.Single();
        Assert.Equal((AttemptEnd.Stale, "The process that trained it is gone."), (attempt.End!.Value, attempt.Reason));
    }

    [Fact]
    public async Task A_journal_cut_at_any_byte_opens_with_a_prefix_of_its_events()
    {
        await CreateAsync("sample", 1, 2);
        var first = new FileInfo(JournalPath).Length;
        await FinishNextAsync("sample");
        await ClaimAsync();
        await Store.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(JournalPath, Token);

        var sequences = new List<long>();
        for (var length = first; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(JournalPath, whole[..(int)length], Token);
            await using var store = new JournalTrialStore(_folder.Path, Time);
            var opening = await store.OpenStudyAsync("sample", Token);
            var study = await store.ReadStudyAsync("sample", Token);
            sequences.Add(study.Sequence - opening.Reclaimed.Length);
            await store.EnqueueAsync("sample", SampleStudies.Proposals(77), Token);
            Assert.Equal(study.Trials.Length + 1, (await store.ReadStudyAsync("sample", Token)).Trials.Length);
        }

        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal([3, 4, 5, 6, 7], sequences.Distinct());
    }

    [Fact]
    public async Task A_garbled_end_is_dropped_and_reported()
    {
        await CreateAsync("sample", 1);
        await Store.DisposeAsync();
        await File.AppendAllBytesAsync(JournalPath, [.. "APJF"u8, 9, 0, 0, 0, 1, 2, 3, 4, .. "not these"u8], Token);
        await using var store = new JournalTrialStore(_folder.Path, Time);

        var opening = await store.OpenStudyAsync("sample", Token);

        Assert.Equal(21, opening.DroppedBytes);
        Assert.Single((await store.ReadStudyAsync("sample", Token)).Trials);
    }

    [Fact]
    public async Task Damage_in_the_middle_is_refused_with_file_and_offset()
    {
        await CreateAsync("sample", 1);
        var damaged = new FileInfo(JournalPath).Length;
        await FinishNextAsync("sample");
        await Store.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(JournalPath, Token);
        bytes[damaged + 30] ^= 1;
        await File.WriteAllBytesAsync(JournalPath, bytes, Token);
        await using var store = new JournalTrialStore(_folder.Path, Time);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => store.OpenStudyAsync("sample", Token));

        Assert.Contains(JournalPath, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"between byte {damaged} and", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(JournalPath, Token));
        Assert.Contains("damaged", (await store.ListStudiesAsync(Token)).Single().Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused()
    {
        Directory.CreateDirectory(_folder.File("sample"));
        _folder.Write("sample/journal", "hello, world, this is no journal");

        await Assert.ThrowsAsync<InvalidInputException>(() => Store.OpenStudyAsync("sample", Token));
    }

    [Fact]
    public async Task A_full_device_fails_the_command_and_keeps_what_was_recorded()
    {
        await using var store = Failing(room: 400);
        await store.CreateStudyAsync(SampleStudies.Header(), Token);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1), Token);

        var fault = await Assert.ThrowsAsync<IOException>(() => store.EnqueueAsync("sample", SampleStudies.Proposals(2, 3, 4), Token));
        await Assert.ThrowsAsync<IOException>(() => store.ReadStudyAsync("sample", Token));

        Assert.Contains("room", fault.Message, StringComparison.Ordinal);
        await store.DisposeAsync();
        Assert.Single((await Store.ReadStudyAsync("sample", Token)).Trials);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_no_store()
    {
        await using var store = new JournalTrialStore(_folder.Write("file", "x"), Time);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CreateStudyAsync(SampleStudies.Header(), Token));
    }

    [Fact]
    public async Task Commands_that_come_while_one_is_written_share_the_next_flush()
    {
        var device = new CountingDevice();
        await using var store = new JournalTrialStore(_folder.Path, Time, (_, _) => device);
        await store.CreateStudyAsync(SampleStudies.Header(), Token);
        var before = device.Commits;

        device.Hold();
        var commands = Enumerable.Range(0, 200).Select(number => store.EnqueueAsync("sample", SampleStudies.Proposals(number), Token)).ToList();
        device.Release();
        await Task.WhenAll(commands);

        Assert.Equal(200, (await store.ReadStudyAsync("sample", Token)).Trials.Length);
        Assert.InRange(device.Commits - before, 1, 2);
    }

    protected override Task<ITrialStore> ConnectAsync() =>
        Task.FromResult<ITrialStore>(new JournalTrialStore(_folder.Path, Time));

    private JournalTrialStore Failing(long room) =>
        new(_folder.Path, Time, (path, length) => new FullDevice(JournalFile.Open(path, length), room));
}
