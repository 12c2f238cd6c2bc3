using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Has a program evaluate the trials of a black-box study.</summary>
/// <remarks>
/// The program reads the configuration as one JSON object on standard input and prints one JSON object of objective values.
/// Whatever else it does — fail, hang, print something else — is an outcome of the trial with a reason.
/// </remarks>
/// <param name="study">The study.</param>
/// <param name="program">The program's full path, in the place of the first word of the study's command.</param>
/// <param name="time">The clock.</param>
public sealed class BlackBoxWork(BlackBoxStudy study, string program, TimeProvider time) : IStudyWork
{
    private const int TailLines = 12;
    private const int Interrupted = 130;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly ProgramProcess _process = new(time);
    private readonly ProgramAnswer _answer = new(study.Objectives);

    /// <inheritdoc/>
    public int Retries => study.Plan.Control.Retries;

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(trial);

        try
        {
            var end = await _process.RunAsync(CallOf(trial), stopping);
            if (end.ExitCode == Interrupted)
            {
                // Ctrl-C reaches the program too, perhaps first: then it is no failure of the trial.
                await Task.Delay(Grace, time, stopping);
            }

            return Explain(OutcomeOf(end), end);
        }
        catch (Win32Exception fault)
        {
            return TrialOutcome.Failed($"The program cannot be started: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => ResultMaker.Of(study.Objectives, study.Plan.Snapshot.Constraints, outcome);

    private ProgramCall CallOf(Trial trial) => new([program, .. study.Command[1..]], trial.Configuration.ToJson())
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

    private TrialOutcome OutcomeOf(ProgramEnd end) => end switch
    {
        { IsTooLate: true } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program did not answer within {study.TimeLimit!.Value.TotalSeconds} s and was killed.")),
        { IsTooLong: true } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program printed more than {ProgramProcess.MostOutput} characters and was killed.")),
        { ExitCode: > 128 and < 160 } when !OperatingSystem.IsWindows() => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program was ended by signal {end.ExitCode - 128}.")),
        { ExitCode: not 0 } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program ended with exit code {end.ExitCode}.")),
        _ => _answer.Read(end.Output),
    };

    /// <summary>Adds the last words of the program's standard error to a reason: the very last in the first line.</summary>
    private static TrialOutcome Explain(TrialOutcome outcome, ProgramEnd end)
    {
        var tail = PlainText.LastLines(end.ErrorTail, TailLines);
        if (outcome.State == TrialState.Completed || tail.Length == 0)
        {
            return outcome;
        }

        var reason = $"{outcome.Reason} Its last words: {PlainText.LastLines(tail, 1)}{(tail.Contains('\n') ? $"\n{tail}" : string.Empty)}";
        return outcome.State == TrialState.Infeasible
            ? TrialOutcome.Infeasible(outcome.Cause!.Value, reason) with { Metrics = outcome.Metrics }
            : TrialOutcome.Failed(reason, outcome.MayRetry);
    }
}
