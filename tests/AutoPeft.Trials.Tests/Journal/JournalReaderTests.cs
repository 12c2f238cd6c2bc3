using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;

namespace AutoPeft.Trials.Tests.Journal;

/// <summary>The reader that keeps a window of the file, against one that has all of it in memory.</summary>
public sealed class JournalReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Frames_larger_than_the_window_are_read_and_the_window_stays_small_without_them()
    {
        var journal = Journal([1, 3000, 2, 9000, 1]);
        File.WriteAllBytes(Path, journal.Bytes);
        Assert.True(journal.Bytes.Length > 3 * JournalWindow.Step);
        var reader = new JournalReader(Path);

        var events = reader.ReadNew();

        Assert.Equal(Enumerable.Range(1, 12_004).Select(number => (long)number), events.Select(happened => happened.Sequence));
        Assert.Equal((journal.Bytes.Length, 0L), (reader.Offset, reader.Unfinished));
        Assert.Empty(reader.ReadNew());
    }

    [Fact]
    public void What_is_appended_is_read_from_where_the_reader_stopped_though_the_last_frame_was_unfinished_before()
    {
        var journal = Journal([.. Enumerable.Repeat(40, 200)]);
        var cut = journal.Bytes.Length - 17;
        File.WriteAllBytes(Path, journal.Bytes[..cut]);
        var reader = new JournalReader(Path);
        Assert.Equal(199 * 40, reader.ReadNew().Count);
        Assert.Equal((journal.Starts[^1], cut - journal.Starts[^1]), (reader.Offset, reader.Unfinished));

        File.WriteAllBytes(Path, journal.Bytes);

        Assert.Equal(Enumerable.Range((199 * 40) + 1, 40).Select(number => (long)number), reader.ReadNew().Select(happened => happened.Sequence));
    }

    [Fact]
    public void However_a_journal_is_cut_and_damaged_it_is_read_or_refused_as_by_a_reader_that_has_all_of_it_in_memory()
    {
        var journal = Journal([.. Enumerable.Range(1, 150).Select(number => number * 7 % 90)]);
        for (var i = 0; i < 150; i++)
        {
            var chance = RandomKey.FromSeed(7).For(i);
            var bytes = journal.Bytes[..(JournalReader.FileMark.Length + chance.Below(0, journal.Bytes.Length - JournalReader.FileMark.Length + 1))];
            for (var wound = 1; wound <= i % 4 && bytes.Length > JournalReader.FileMark.Length; wound++)
            {
                bytes[JournalReader.FileMark.Length + chance.Below(wound, bytes.Length - JournalReader.FileMark.Length)] ^= (byte)(1 + (chance.Bits(100 + wound) & 127));
            }

            File.WriteAllBytes(Path, bytes);

            Assert.Equal(Plain(bytes), Windowed());
        }
    }

    private string Windowed()
    {
        var reader = new JournalReader(Path);
        try
        {
            return $"{reader.ReadNew().Count} events, {reader.Offset}, {reader.Unfinished} left";
        }
        catch (InvalidInputException refused) when (refused.Message.Contains("is damaged", StringComparison.Ordinal))
        {
            var words = refused.Message.Split(' ', '.');
            var at = Array.IndexOf(words, "byte");

            return $"damaged from {words[at + 1]} to {words[Array.LastIndexOf(words, "byte") + 1]}";
        }
    }

    private static string Plain(byte[] bytes)
    {
        var (position, count) = (JournalReader.FileMark.Length, 0);
        while (JournalFrame.Find(bytes.AsSpan(position)) is { IsEmpty: false } frame)
        {
            JournalFrame.Decode(frame, 0, _ => count++);
            position += frame.Length;
        }

        for (var next = position + 1; next < bytes.Length; next++)
        {
            if (!JournalFrame.Find(bytes.AsSpan(next)).IsEmpty)
            {
                return $"damaged from {position} to {next}";
            }
        }

        return $"{count} events, {position}, {bytes.Length - position} left";
    }

    // Of each frame so many events as it says; the bytes and where the frames begin.
    private static (byte[] Bytes, List<long> Starts) Journal(int[] frames)
    {
        using var bytes = new MemoryStream();
        bytes.Write(JournalReader.FileMark);
        var (starts, sequence) = (new List<long>(), 0);
        foreach (var count in frames)
        {
            starts.Add(bytes.Length);
            bytes.Write(JournalFrame.Encode(Enumerable.Range(0, count).Select(_ => new TrialCancelled(3, "not needed") { Sequence = ++sequence })));
        }

        return (bytes.ToArray(), starts);
    }
}
