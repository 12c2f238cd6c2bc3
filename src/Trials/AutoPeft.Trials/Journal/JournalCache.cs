using System.Collections.Concurrent;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Journal;

/// <summary>Reads studies that this process does not write. What was read once is kept, so that only new events are read the next time.</summary>
/// <param name="folders">Where they are.</param>
internal sealed class JournalCache(StudyFolders folders)
{
    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    /// <summary>The study as it is now.</summary>
    /// <exception cref="InvalidInputException">There is none of this name, or its journal is damaged.</exception>
    public StudyRecord Read(string study)
    {
        var path = folders.Require(study);
        var entry = _known.GetOrAdd(study, _ => new());
        lock (entry)
        {
            if (!entry.TryCatchUp(path))
            {
                // Not read yet, replaced or damaged: a fresh look says which.
                entry.Begin(File.GetCreationTimeUtc(path), folders.Read(study));
            }

            return entry.Fold!.Snapshot();
        }
    }

    /// <summary>Where in a study's journal all events after a number lie, as far as it is known without reading; 0 when it is not.</summary>
    public long OffsetAfter(string study, long sequence)
    {
        if (!_known.TryGetValue(study, out var entry))
        {
            return 0;
        }

        lock (entry)
        {
            return entry.Fold is { } fold && fold.Sequence <= sequence && entry.IsOf(folders.Require(study)) ? entry.Offset : 0;
        }
    }

    private sealed class Entry
    {
        private JournalReader? _reader;
        private DateTime _created;

        public StudyFold? Fold { get; private set; }

        public long Offset => _reader?.Offset ?? 0;

        public bool IsOf(string path) => File.GetCreationTimeUtc(path) == _created && new FileInfo(path).Length >= Offset;

        public void Begin(DateTime created, (StudyFold Fold, JournalReader Reader, JournalSnapshot Snapshot) read)
        {
            (Fold, _reader, _) = read;
            _created = created;
        }

        public bool TryCatchUp(string path)
        {
            try
            {
                if (_reader is null || !IsOf(path))
                {
                    return false;
                }

                _reader.ReadNew(Fold!.Apply);
                return true;
            }
            catch (Exception fault) when (fault is InvalidDataException or InvalidInputException)
            {
                return false;
            }
        }
    }
}
