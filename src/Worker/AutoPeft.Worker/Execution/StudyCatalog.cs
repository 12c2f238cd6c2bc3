using System.Collections.Concurrent;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Execution;

/// <summary>The studies of a store, of either kind, as controllers and workers need them; each definition is read once.</summary>
/// <param name="store">Where definitions are kept.</param>
/// <param name="reader">Reads those of PEFT modules.</param>
/// <param name="runner">Trains them; null for a controller, which trains nothing.</param>
/// <param name="time">The clock.</param>
public sealed class StudyCatalog(IStudyStore store, StudyFile reader, ITrialRunner? runner, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How the trials of a study are carried out.</summary>
    /// <exception cref="InvalidInputException">Its definition cannot be used here, for instance because files are missing.</exception>
    public async Task<IStudyWork> WorkAsync(string name, CancellationToken cancellationToken) =>
        (await FindAsync(name, cancellationToken)).Work.Value;

    /// <summary>What controlling a study needs.</summary>
    /// <exception cref="InvalidInputException">Its definition cannot be used here, for instance because files are missing.</exception>
    public async Task<ControlledStudy> ControlAsync(string name, CancellationToken cancellationToken) =>
        (await FindAsync(name, cancellationToken)).Control;

    /// <summary>A study under a name may be deleted and another made: what is known is compared with the store now and then.</summary>
    private async Task<Entry> FindAsync(string name, CancellationToken cancellationToken)
    {
        var known = _entries.GetValueOrDefault(name);
        if (known is not null && time.GetElapsedTime(known.Checked) < Trusted)
        {
            return known;
        }

        var header = (await store.ReadStudyAsync(name, cancellationToken)).Header;
        var entry = known is not null && known.Header.Definition == header.Definition && known.Header.Folder == header.Folder
            ? known with { Checked = time.GetTimestamp() }
            : Read(header);

        return _entries[name] = entry;
    }

    private Entry Read(StudyHeader header)
    {
        var source = $"study {header.Name}";
        if (BlackBoxFile.IsDefinition(header.Definition))
        {
            var box = BlackBoxFile.Parse(header.Definition, source, header.Folder);
            return new(header, new(box.Plan, []), new(() => WorkOf(box)), time.GetTimestamp());
        }

        var study = reader.Parse(header.Definition, source, header.Folder);
        return new(header, ControlledStudy.Of(study), new(() => new BoundStudyWork(study, runner ?? throw new InvalidOperationException("A controller trains nothing."), store)), time.GetTimestamp());
    }

    private BlackBoxWork WorkOf(BlackBoxStudy study) => study.Command.IsEmpty
        ? throw new InvalidInputException(
            new FaultPlace(study.Header.Name), "The study names no program.", "Let somebody ask for its trials and tell their results, or name a program.")
        : new(study, ProgramLocation.Find(study.Command[0], study.Header.Folder, Environment.GetEnvironmentVariable("PATH")), store, time);

    private sealed record Entry(StudyHeader Header, ControlledStudy Control, Lazy<IStudyWork> Work, long Checked);
}
