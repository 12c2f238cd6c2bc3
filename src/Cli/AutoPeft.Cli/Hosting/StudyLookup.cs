using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

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
