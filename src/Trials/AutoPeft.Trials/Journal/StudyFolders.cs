using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Journal;

/// <summary>Where the studies of a data folder are.</summary>
internal sealed class StudyFolders(string root)
{
    public string JournalOf(string study) => Path.Combine(root, study, "journal");

    public bool Exists(string study) => StudyNames.IsValid(study) && File.Exists(JournalOf(study));

    /// <summary>The names of all studies in ordinal order.</summary>
    public IEnumerable<string> Studies() => !Directory.Exists(root)
        ? []
        : Directory.EnumerateDirectories(root).Select(path => Path.GetFileName(path)!).Where(Exists).Order(StringComparer.Ordinal);

    /// <summary>The journal of a study that exists.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string Require(string study) => Exists(study)
        ? JournalOf(study)
        : throw new InvalidInputException(
            new FaultPlace(study), $"There is no such study in {root}.", "List the studies with 'autopeft sweep list'.");

    /// <summary>Makes the folder of a new study and takes the right to write to it.</summary>
    public JournalLock Add(string study)
    {
        if (!StudyNames.IsValid(study))
        {
            throw new InvalidInputException(
                new FaultPlace(study), "A study cannot have this name.", $"Use {StudyNames.Rule}.");
        }

        ThrowIfTaken(study);
        try
        {
            Directory.CreateDirectory(Path.Combine(root, study));
            var writeLock = Lock(study);
            try
            {
                ThrowIfTaken(study); // By another process since.
                return writeLock;
            }
            catch
            {
                writeLock.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is (IOException and not StoreUnavailableException) or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The data folder {root} cannot be written: {fault.Message}", "Choose a folder that you may write to.");
        }
    }

    /// <inheritdoc cref="JournalLock.WhyFree"/>
    public string? WhyFree(string study) => JournalLock.WhyFree(Path.Combine(root, study));

    public JournalLock Lock(string study) => JournalLock.Take(Path.Combine(root, study), study);

    /// <summary>The state of a study, and the reader that goes on from there.</summary>
    /// <exception cref="InvalidInputException">There is none of this name, or its journal is damaged.</exception>
    public (StudyFold Fold, JournalReader Reader, JournalSnapshot Snapshot) Read(string study)
    {
        var path = Require(study);
        var reader = new JournalReader(path);
        var snapshot = new JournalSnapshot(path);
        var fold = snapshot.Read(reader) ?? new StudyFold();
        try
        {
            reader.ReadNew(fold.Apply);
            fold.Snapshot();
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidInputException(
                new FaultPlace(path), $"The journal is damaged: {fault.Message}", "Restore the file from a backup.");
        }

        snapshot.Update(fold, reader.Offset);
        return (fold, reader, snapshot);
    }

    /// <summary>Removes a study: for a reader it is gone at once or not at all.</summary>
    public void Delete(string study)
    {
        using (Lock(study))
        {
            var grave = Path.Combine(root, $".deleted-{study}");
            if (Directory.Exists(grave))
            {
                Directory.Delete(grave, recursive: true);
            }

            Directory.Move(Path.Combine(root, study), grave);
            Directory.Delete(grave, recursive: true);
        }
    }

    private void ThrowIfTaken(string study)
    {
        if (Exists(study))
        {
            throw new InvalidInputException(
                new FaultPlace(study), "A study of this name exists already.", "Continue it, delete it, or choose another name.");
        }
    }
}
