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
        ReadOnlySpan<byte> bytes = ReadFrom(Offset);
        var position = Offset == 0 ? SkipMark(bytes) : 0;
        while (position < bytes.Length && JournalFrame.Find(bytes[position..]) is { IsEmpty: false } frame)
        {
            Decode(frame, Offset + position, give);
            position += frame.Length;
        }

        RefuseDamage(bytes[position..], Offset + position);
        Offset += position;
        Unfinished = bytes.Length - position;
    }

    private byte[] ReadFrom(long offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = offset;
        var bytes = new byte[Math.Max(0, file.Length - offset)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        return read == bytes.Length ? bytes : bytes[..read];
    }

    private int SkipMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(FileMark)
        ? FileMark.Length
        : throw new InvalidInputException(
            new FaultPlace(path), "This is not a journal of trials.", "Choose another data folder, or restore the file from a backup.");

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
    private void RefuseDamage(ReadOnlySpan<byte> rest, long offset)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            var next = rest[i..].IndexOf(JournalFrame.Mark);
            if (next < 0)
            {
                return;
            }

            i += next;
            if (!JournalFrame.Find(rest[i..]).IsEmpty)
            {
                throw new InvalidInputException(
                    new FaultPlace(path),
                    string.Create(CultureInfo.InvariantCulture, $"The journal is damaged between byte {offset} and byte {offset + i}."),
                    "Restore the file from a backup: what follows the damage cannot be trusted without it.");
            }
        }
    }
}
