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

        try
        {
            var call = CallOf(trial) with { NotePath = Path.Combine(folder, ProgramTrial.NoteName) };
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

    private TrialOutcome OutcomeOf(ProgramEnd end) => ProgramReasons.Of(end, study.TimeLimit) ?? _answer.Read(end.Output);
}
