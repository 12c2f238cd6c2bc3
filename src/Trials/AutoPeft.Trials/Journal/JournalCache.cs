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

    private sealed class Entry
    {
        private JournalReader? _reader;
        private DateTime _created;

        public StudyFold? Fold { get; private set; }

        public void Begin(DateTime created, (StudyFold Fold, JournalReader Reader, JournalSnapshot Snapshot) read)
        {
            (Fold, _reader, _) = read;
            _created = created;
        }

        public bool TryCatchUp(string path)
        {
            try
            {
                if (_reader is null || File.GetCreationTimeUtc(path) != _created || new FileInfo(path).Length < _reader.Offset)
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
