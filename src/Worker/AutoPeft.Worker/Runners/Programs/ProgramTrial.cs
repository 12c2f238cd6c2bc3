using System.Globalization;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Has a process train one trial: talks with it, logs what it prints, and makes an outcome of however it ends.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProgramTrial(TimeProvider time)
{
    /// <summary>The file in a trial's folder that names the process which works on it.</summary>
    public const string NoteName = "process";

    // What a program ends with that SIGINT or SIGTERM ended.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    // A signal to the whole group, such as Ctrl-C, may reach the program before this process.
    private static readonly TimeSpan SameSignal = TimeSpan.FromSeconds(2);

    private readonly ProgramProcess _process = new(time);

    /// <summary>Runs the process to its end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered.</exception>
    public async Task<TrialOutcome> RunAsync(ProgramCall call, TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        var folder = assignment.CheckpointFolder;
        using var log = new AttemptLog(folder, assignment.Attempt, time);
        var note = Path.Combine(folder, NoteName);
        if (ProcessNote.KillLeft(note) is { } left)
        {
            log.Write("autopeft", string.Create(CultureInfo.InvariantCulture, $"Process {left} of an attempt that was given up was still running and was killed."));
        }

        var talk = new TrialConversation(reporter, folder, log);
        var outcome = await OutcomeAsync(call with { Listener = talk, NotePath = note }, talk, stopping);
        log.Write("autopeft", $"The attempt ended: {outcome.State}. {outcome.Reason}");
        return outcome;
    }

    private async Task<TrialOutcome> OutcomeAsync(ProgramCall call, TrialConversation talk, CancellationToken stopping)
    {
        var kills = MemoryKills.Count();
        var end = await _process.RunAsync(call, stopping);
        if (end.ExitCode is Interrupted or Terminated)
        {
            await Task.Delay(SameSignal, time, stopping);
        }

        end = end with { IsOutOfMemory = MemoryKills.Count() > kills };
        var said = talk.Outcome;

        // One that says why it cannot go on may end as it likes; a result counts when the program thinks it ended well.
        var outcome = talk.WasPruned || (said is not null && end.ExitCode == 0) || said?.State == TrialState.Infeasible ? said! : null;
        outcome ??= ProgramReasons.OfTraining(end, call.TimeLimit)
            ?? TrialOutcome.Failed("""The program ended without a result; its last message should have been {"result": {...}}.""", mayRetry: false);

        return ProgramReasons.Explain(outcome, end);
    }
}
