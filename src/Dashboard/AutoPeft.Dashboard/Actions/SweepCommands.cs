using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What people can do to sweeps and trials. Each is durable when the method returns.</summary>
/// <param name="writers">Opens sweeps for changes.</param>
/// <param name="services">What the host offers.</param>
/// <param name="options">Where new sweeps look for their files, and whether people say who they are.</param>
/// <param name="studies">The definitions.</param>
internal sealed class SweepCommands(StudyWriters writers, DashboardServices services, DashboardOptions options, AskedStudies studies)
{
    private const int LongestLabel = 200;

    /// <summary>Carries out a command on a sweep.</summary>
    /// <exception cref="InvalidInputException">There is no such sweep.</exception>
    /// <exception cref="StoreUnavailableException">Another process has the sweep open and the store allows only one.</exception>
    public Task ApplyAsync(string study, SweepCommand command, string who, CancellationToken cancellationToken) =>
        WriteAsync(study, writer => writer.SetStatusAsync(study, StatusOf(command), $"{Word(command)} by {who}.", cancellationToken), cancellationToken);

    /// <summary>Changes how a sweep is carried out.</summary>
    public Task EditAsync(string study, StudyEdit edit, CancellationToken cancellationToken) =>
        WriteAsync(study, writer => writer.EditAsync(study, edit, cancellationToken), cancellationToken);

    /// <summary>Removes a sweep and its history.</summary>
    public Task DeleteAsync(string study, CancellationToken cancellationToken) =>
        WriteAsync(study, writer => writer.DeleteStudyAsync(study, cancellationToken), cancellationToken);

    /// <summary>Calls off a trial that has no result yet.</summary>
    /// <returns>Whether there was anything to call off.</returns>
    public Task<bool> CancelAsync(string study, int trial, string who, CancellationToken cancellationToken) =>
        writers.WithAsync(study, writer => writer.CancelAsync(study, trial, $"Called off by {who}.", cancellationToken), cancellationToken);

    /// <summary>Queues a failed or infeasible trial again.</summary>
    /// <returns>Whether it was one.</returns>
    public Task<bool> RetryAsync(string study, int trial, string who, CancellationToken cancellationToken) =>
        writers.WithAsync(study, writer => writer.RetryAsync(study, trial, $"Retried by {who}.", cancellationToken), cancellationToken);

    /// <summary>Does the same to many trials; those that have changed meanwhile stay as they are.</summary>
    /// <param name="study">The sweep.</param>
    /// <param name="trials">The numbers of the trials.</param>
    /// <param name="isRetry">Whether they are tried again; otherwise they are called off.</param>
    /// <param name="who">Who wants it.</param>
    public Task ForAllAsync(string study, IEnumerable<int> trials, bool isRetry, string who) => WriteAsync(
        study,
        async writer =>
        {
            foreach (var trial in trials)
            {
                _ = isRetry
                    ? await writer.RetryAsync(study, trial, $"Retried by {who}.", CancellationToken.None)
                    : await writer.CancelAsync(study, trial, $"Called off by {who}.", CancellationToken.None);
            }
        },
        CancellationToken.None);

    /// <summary>Queues a configuration that somebody wants tried.</summary>
    /// <param name="view">The study.</param>
    /// <param name="configuration">The configuration; where the study can be read here, it must lie in its space.</param>
    /// <param name="label">What to call it; may be empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidInputException">The configuration is not in the space.</exception>
    public async Task<Trial> EnqueueAsync(StudyRecord view, Configuration configuration, string label, CancellationToken cancellationToken)
    {
        var header = view.Header;
        if (label.Length > LongestLabel || label.Any(char.IsControl))
        {
            throw new InvalidInputException(new FaultPlace("label"), "The label cannot be used.", $"Use at most {LongestLabel} letters without control characters.");
        }

        configuration = Checked(view, configuration);
        var replicate = view.Trials.Count(trial => trial.Origin == TrialOrigin.Enqueued && trial.Configuration.Equals(configuration));
        var proposal = new TrialProposal(configuration, TrialSeeds.Of(header.Seed, configuration, replicate))
        {
            Origin = TrialOrigin.Enqueued,
            Label = label,
            Replicate = replicate,
        };
        var queued = await writers.WithAsync(header.Name, writer => writer.EnqueueAsync(header.Name, [proposal], cancellationToken), cancellationToken);
        return queued[0];
    }

    /// <summary>Keeps a new study, ready to be started.</summary>
    /// <param name="text">The study file.</param>
    /// <param name="who">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="InvalidInputException">The file cannot be used, or the name is taken; carries every fault.</exception>
    public async Task<string> CreateAsync(string text, string who, CancellationToken cancellationToken)
    {
        var study = AskedStudy.Parse(text, "study.yaml", options.StudyFolder, services.Models);
        await writers.CreateAsync(study.Header with { Owner = options.RequiresLogin ? who : Environment.UserName }, cancellationToken);
        return study.Header.Name;
    }

    private Configuration Checked(StudyRecord view, Configuration configuration)
    {
        if (services.Models is not null)
        {
            return studies.Of(view.Header).Canonical(configuration);
        }

        var known = view.Trials.Where(trial => trial.Origin.IsSearch()).Select(trial => trial.Configuration).FirstOrDefault();
        return known is null || known.Names.SequenceEqual(configuration.Names) ? configuration : throw new InvalidInputException(
            new FaultPlace("configuration"), "It does not have the parameters of the other trials.", "Start from one of them.");
    }

    private static StudyStatus StatusOf(SweepCommand command) => command switch
    {
        SweepCommand.Pause => StudyStatus.Paused,
        SweepCommand.Drain => StudyStatus.Draining,
        SweepCommand.Resume => StudyStatus.Running,
        _ => StudyStatus.Finished,
    };

    private static string Word(SweepCommand command) => command switch
    {
        SweepCommand.Pause => "Paused",
        SweepCommand.Drain => "Draining asked for",
        SweepCommand.Resume => "Resumed",
        _ => "Stopped",
    };

    private Task<bool> WriteAsync(string study, Func<ITrialStore, Task> write, CancellationToken cancellationToken) => writers.WithAsync(
        study,
        async writer =>
        {
            await write(writer);
            return true;
        },
        cancellationToken);
}
