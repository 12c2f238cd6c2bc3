using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Isolation;

/// <summary>The inside of a trial's own process: reads the assignment, trains, and prints what comes out.</summary>
/// <param name="files">Reads the study.</param>
/// <param name="engine">Trains.</param>
public sealed class TrialChild(StudyFile files, ITrialRunner engine)
{
    /// <summary>Trains the trial of the first line of the input.</summary>
    /// <param name="input">The parent's words.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered, or the parent is gone; the checkpoint is written.</exception>
    public async Task RunAsync(TextReader input, TextWriter output, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var voice = new ParentVoice(input);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, voice.Gone);
        var reporter = new PrintingReporter(voice, output);
        TrialOutcome outcome;
        try
        {
            var assignment = IsolatedAssignment.Parse(await voice.HearAsync(stopping) ?? string.Empty).Bind(files);
            outcome = await engine.RunAsync(assignment, reporter, end.Token);
        }
        catch (InvalidInputException fault)
        {
            outcome = TrialOutcome.Failed(fault.Message, mayRetry: false);
        }

        reporter.End(outcome);
    }
}
