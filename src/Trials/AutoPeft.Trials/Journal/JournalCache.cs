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
        var entry = _known.GetOrAdd(study, _ => new(path));
        lock (entry)
        {
            if (entry.TryCatchUp(path))
            {
                return entry.Fold.Snapshot();
            }
        }

        // Replaced or damaged: a fresh look says which.
        _known.TryRemove(new(study, entry));
        return folders.Read(study).Fold.Snapshot();
    }

    private sealed class Entry(string path)
    {
        private readonly JournalReader _reader = new(path);
        private readonly DateTime _created = File.GetCreationTimeUtc(path);

        public StudyFold Fold { get; } = new();

        public bool TryCatchUp(string path)
        {
            try
            {
                if (File.GetCreationTimeUtc(path) != _created || new FileInfo(path).Length < _reader.Offset)
                {
                    return false;
                }

                _reader.ReadNew().ForEach(Fold.Apply);
                return Fold.Sequence > 0;
            }
            catch (Exception fault) when (fault is InvalidDataException or InvalidInputException)
            {
                return false;
            }
        }
    }
}
