using System.Globalization;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Journal;

/// <summary>Reads the events of a journal file, also while another process writes to it.</summary>
internal sealed class JournalReader(string path)
{
    /// <summary>The first bytes of every journal; the last is the version of the format.</summary>
    public static ReadOnlySpan<byte> FileMark => "autopeft-journal"u8;

    /// <summary>Where the next frame is expected; setting it leaves out what lies before.</summary>
    public long Offset { get; set; }

    /// <summary>Events up to this number are passed over. Default 0: none.</summary>
    public long After { get; init; }

    /// <summary>Bytes after the last whole frame that do not form one (yet).</summary>
    public long Unfinished { get; private set; }

    /// <summary>The events that were written since the last call.</summary>
    /// <exception cref="InvalidInputException">The file is not a journal, or is damaged before its end.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public List<StudyEvent> ReadNew()
    {
        var events = new List<StudyEvent>();
        ReadNew(events.Add);
        return events;
    }

    /// <summary>Gives the events that were written since the last call one by one, so that not all of them are in memory at once.</summary>
    /// <remarks>After an exception some may have been given and will be given again.</remarks>
    /// <exception cref="InvalidInputException">The file is not a journal, or is damaged before its end.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void ReadNew(Action<StudyEvent> give)
    {
        using var window = new JournalWindow(path, Offset);
        if (Offset == 0)
        {
            SkipMark(window);
        }

        while (FrameAt(window) is { IsEmpty: false } frame)
        {
            Decode(frame, window.Position, give);
            window.Skip(frame.Length);
        }

        var (position, left) = (window.Position, window.Left);
        RefuseDamage(window);
        Offset = position;
        Unfinished = left;
    }

    private void SkipMark(JournalWindow window)
    {
        if (!window.Has(FileMark.Length) || !window.Bytes.StartsWith(FileMark))
        {
            throw new InvalidInputException(
                new FaultPlace(path), "This is not a journal of trials.", "Choose another data folder, or restore the file from a backup.");
        }

        window.Skip(FileMark.Length);
    }

    private static ReadOnlySpan<byte> FrameAt(JournalWindow window) =>
        window.Has(JournalFrame.HeaderSize) && JournalFrame.SizeOf(window.Bytes) is { } size && window.Has(size) ? JournalFrame.Find(window.Bytes) : [];

    private void Decode(ReadOnlySpan<byte> frame, long offset, Action<StudyEvent> give)
    {
        try
        {
            JournalFrame.Decode(frame, After, give);
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException(
                new FaultPlace(path),
                string.Create(CultureInfo.InvariantCulture, $"The events at byte {offset} are not of a kind that this version knows ({fault.Message})."),
                "Use the version of autopeft that wrote them.");
        }
    }

    /// <summary>An unfinished frame at the end is what a crash leaves; whole frames after it mean that the file was damaged.</summary>
    private void RefuseDamage(JournalWindow rest)
    {
        var begin = rest.Position;
        while (rest.Has(1))
        {
            rest.Skip(1);
            if (rest.SkipTo(JournalFrame.Mark) && !FrameAt(rest).IsEmpty)
            {
                throw new InvalidInputException(
                    new FaultPlace(path),
                    string.Create(CultureInfo.InvariantCulture, $"The journal is damaged between byte {begin} and byte {rest.Position}."),
                    "Restore the file from a backup: what follows the damage cannot be trusted without it.");
            }
        }
    }
}
