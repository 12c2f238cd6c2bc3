using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Hosting;

/// <summary>Finds the study that a command is about.</summary>
/// <param name="context">The command's.</param>
internal sealed class StudyLookup(CommandContext context)
{
    /// <summary>All studies of the store, in ordinal order of their names.</summary>
    public async Task<ImmutableArray<StudySummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);

        return await store.Trials.ListStudiesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The study of this name; without a name, the one in which something happened last.</summary>
    /// <exception cref="CommandFailure">There is none: <see cref="ExitCode.NotFound"/>.</exception>
    public async Task<StudyRecord> ReadAsync(string? name, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        if (name is not null && await store.Trials.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            return await store.Trials.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false);
        }

        var studies = await store.Trials.ListStudiesAsync(cancellationToken).ConfigureAwait(false);

        return name is null && studies.MaxBy(study => study.Changed) is { } latest
            ? await store.Trials.ReadStudyAsync(latest.Name, cancellationToken).ConfigureAwait(false)
            : throw Missing(name, studies);
    }

    /// <summary>The study of a file, or the one that the store keeps under this name, bound to its model and data.</summary>
    /// <exception cref="InvalidInputException">It cannot be used here, or has no PEFT modules; carries every fault.</exception>
    /// <exception cref="CommandFailure">There is neither: <see cref="ExitCode.NotFound"/>.</exception>
    public async Task<BoundStudy> BindAsync(string fileOrName, CancellationToken cancellationToken)
    {
        var files = new StudyFile(new ModelDescriber());
        if (File.Exists(fileOrName))
        {
            return files.Load(fileOrName);
        }

        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        if (!await store.Trials.ExistsAsync(fileOrName, cancellationToken).ConfigureAwait(false))
        {
            throw Neither(fileOrName);
        }

        var header = (await store.Trials.ReadStudyAsync(fileOrName, cancellationToken).ConfigureAwait(false)).Header;

        return BlackBoxFile.IsDefinition(header.Definition)
            ? throw new InvalidInputException(new FaultPlace(header.Name), "It is the study of a black box.", "Carry it out with 'autopeft optimize' and its file, or ask for its trials.")
            : files.Parse(header.Definition, $"study {header.Name}", header.Folder);
    }

    /// <summary>What is said of a word that names neither a file nor a study.</summary>
    public static CommandFailure Neither(string fileOrName) => new(
        ExitCode.NotFound, $"There is neither a file nor a study '{fileOrName}'.", "Check the path, or list the studies with 'autopeft sweep list'.");

    /// <summary>The studies of these names, in their order.</summary>
    /// <exception cref="CommandFailure">Some do not exist: <see cref="ExitCode.NotFound"/>; names all of them.</exception>
    public async Task<ImmutableArray<StudyRecord>> ReadAllAsync(ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        var known = await store.Trials.ListStudiesAsync(cancellationToken).ConfigureAwait(false);
        var missing = names.Except(known.Select(study => study.Name), StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw Missing(string.Join("' and no study '", missing), known);
        }

        var studies = ImmutableArray.CreateBuilder<StudyRecord>(names.Length);
        foreach (var name in names)
        {
            studies.Add(await store.Trials.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false));
        }

        return studies.MoveToImmutable();
    }

    /// <summary>A trial of a study.</summary>
    /// <exception cref="CommandFailure">There is none of this number: <see cref="ExitCode.NotFound"/>.</exception>
    public static Trial Trial(StudyRecord study, int number) => number >= 0 && number < study.Trials.Length
        ? study.Trials[number]
        : throw new CommandFailure(
            ExitCode.NotFound,
            $"The study '{study.Header.Name}' has no trial {number}.",
            study.Trials.IsEmpty ? "It has no trials yet." : $"It has trials 0 to {study.Trials.Length - 1}.");

    private CommandFailure Missing(string? name, ImmutableArray<StudySummary> studies) => new(
        ExitCode.NotFound,
        name is null ? $"There is no study in {context.Store}." : $"There is no study '{name}' in {context.Store}.",
        studies.IsEmpty
            ? "Start one with 'autopeft quickstart', or name the store with --store or --data."
            : $"There {(studies.Length == 1 ? "is" : "are")} {string.Join(", ", studies.Select(study => $"'{study.Name}'"))}.");
}
