using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Has a program evaluate the trials of a black-box study.</summary>
/// <remarks>
/// The program reads the configuration as one JSON object on standard input and prints one JSON object of objective values.
/// Whatever else it does — fail, hang, print something else — is an outcome of the trial with a reason. Where the study has a pruner
/// the program is started once for each amount of training that the trial comes to, with the amount beside the configuration.
/// </remarks>
/// <param name="study">The study.</param>
/// <param name="program">The program's full path, in the place of the first word of the study's command.</param>
/// <param name="store">Where the study's history is, for its pruner.</param>
/// <param name="time">The clock.</param>
public sealed class BlackBoxWork(BlackBoxStudy study, string program, IStudyStore store, TimeProvider time) : IStudyWork
{
    private const int Interrupted = 130;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly ProgramProcess _process = new(time);
    private readonly ProgramAnswer _answer = new(study.Objectives);

    /// <inheritdoc/>
    public int Retries => study.Plan.Control.Retries;

    /// <inheritdoc/>
    public bool SharesMemory => false;

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(trial);

        var fidelities = ToldFidelity.Of(study.Plan.Control.Pruner, trial);
        return fidelities.IsEmpty
            ? await EvaluateAsync((trial, folder), trial.Configuration.ToJson(), stopping)
            : await RunAsync((trial, folder), fidelities, reporter, stopping);
    }

    private async Task<TrialOutcome> RunAsync(
        (Trial Trial, string Folder) here, ImmutableArray<ToldFidelity> fidelities, ITrialReporter reporter, CancellationToken stopping)
    {
        var trial = here.Trial;
        var judge = new TrialJudge(study.Plan);
        var judged = new PruningReporter(reporter, async token =>
            judge.Judge(await store.ReadStudyAsync(study.Header.Name, token), trial.Number, study.Plan.Control.Pruner!.Most ?? 1));
        foreach (var fidelity in fidelities[..^1])
        {
            if (await RunPartAsync(here, fidelity, judged, stopping) is { } end)
            {
                return end;
            }
        }

        var whole = await EvaluateAsync(here, fidelities[^1].Tell(trial.Configuration.ToJson()), stopping);
        if (whole.State == TrialState.Completed)
        {
            await reporter.MeasureAsync(fidelities[^1].Step, fidelities[^1].Record(whole.Metrics), stopping);
        }

        return whole;
    }

    /// <summary>Evaluates with a part of the training, unless an earlier attempt did, and has that judged; null when the trial goes on.</summary>
    private async Task<TrialOutcome?> RunPartAsync(
        (Trial Trial, string Folder) here, ToldFidelity fidelity, PruningReporter judged, CancellationToken stopping)
    {
        var metrics = fidelity.RecordedBy(here.Trial);
        if (metrics.IsEmpty)
        {
            var outcome = await EvaluateAsync(here, fidelity.Tell(here.Trial.Configuration.ToJson()), stopping);
            if (outcome.State != TrialState.Completed)
            {
                return outcome;
            }

            metrics = fidelity.Record(outcome.Metrics);
        }

        return await judged.MeasureAsync(fidelity.Step, metrics, stopping) == ReportVerdict.Continue ? null : judged.Explain(TrialOutcome.Pruned("Stopped."));
    }

    private async Task<TrialOutcome> EvaluateAsync((Trial Trial, string Folder) here, string input, CancellationToken stopping)
    {
        try
        {
            var call = CallOf(here.Trial, input) with { NotePath = Path.Combine(here.Folder, ProgramTrial.NoteName) };
            ProcessNote.KillLeft(call.NotePath);
            var end = await _process.RunAsync(call, stopping);
            if (end.ExitCode == Interrupted)
            {
                // Ctrl-C reaches the program too, perhaps first: then it is no failure of the trial.
                await Task.Delay(Grace, time, stopping);
            }

            return ProgramReasons.Explain(OutcomeOf(end), end);
        }
        catch (Win32Exception fault)
        {
            return TrialOutcome.Failed($"The program cannot be started: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => ResultMaker.Of(study.Objectives, study.Plan.Snapshot.Constraints, outcome);

    private ProgramCall CallOf(Trial trial, string input) => new([program, .. study.Command[1..]], input)
    {
        Folder = study.Header.Folder,
        TimeLimit = study.TimeLimit,
        Variables = new Dictionary<string, string>
        {
            ["AUTOPEFT_STUDY"] = study.Header.Name,
            ["AUTOPEFT_TRIAL"] = trial.Number.ToString(CultureInfo.InvariantCulture),
            ["AUTOPEFT_SEED"] = trial.Seed.ToString(CultureInfo.InvariantCulture),
        }.ToImmutableDictionary(),
    };

    private TrialOutcome OutcomeOf(ProgramEnd end) => ProgramReasons.Of(end, study.TimeLimit) ?? _answer.Read(end.Output);
}
