using System.Threading.Channels;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows a sweep while it goes on: redrawn in place on a terminal, a line for each finished trial elsewhere.</summary>
/// <remarks>Progress goes to standard error, so that standard output carries results only.</remarks>
internal sealed class SweepDisplay : IProgress<SweepProgress>, IAsyncDisposable
{
    /// <summary>The phases of a sweep.</summary>
    public const string Search = "search", Baselines = "baselines";

    private const int EventLines = 3;

    private readonly CommandContext _context;
    private readonly string _phase;
    private readonly List<string> _events = [];

    // Only the newest picture matters; a slow terminal must not slow the sweep.
    private readonly Channel<SweepProgress> _pictures = Channel.CreateBounded<SweepProgress>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Task _drawing;

    private SweepDisplay(CommandContext context, string phase)
    {
        _context = context;
        _phase = phase;
        _drawing = IsLive ? DrawAsync() : Task.CompletedTask;
    }

    private bool IsLive => _context.Output.Notes.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>A display; ends when it is disposed.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="phase">What goes on, e.g. <c>search</c>.</param>
    public static SweepDisplay Start(CommandContext context, string phase) => new(context, phase);

    /// <inheritdoc/>
    public void Report(SweepProgress value)
    {
        if (value.Latest is TrialFinished finished)
        {
            Tell(value, value.Study.Trials[finished.Trial]);
        }

        _pictures.Writer.TryWrite(value);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _pictures.Writer.Complete();
        await _drawing.ConfigureAwait(false);
    }

    private void Tell(SweepProgress progress, Trial trial)
    {
        var line = TrialSentence.Of(TrialDocument.Of(trial, progress.Study.Header.Objectives));
        lock (_events)
        {
            _events.Add(line);
            _events.RemoveRange(0, Math.Max(0, _events.Count - EventLines));
        }

        if (!IsLive)
        {
            var (done, count, remaining) = CountsOf(progress);
            var total = count is null ? string.Empty : $"/{count}";
            var left = remaining is null ? string.Empty : $", about {Figures.Duration(remaining.Value)} left";
            _context.Output.WriteErrorLine($"{PhaseOf(progress)} {done}{total}{left}: {line}");
        }
    }

    private async Task DrawAsync() =>
        await _context.Output.Notes.Live(new Text(_phase)).AutoClear(true).StartAsync(async live =>
        {
            await foreach (var progress in _pictures.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                live.UpdateTarget(SweepWidget.Draw(ViewOf(progress)));
            }
        }).ConfigureAwait(false);

    private SweepView ViewOf(SweepProgress progress)
    {
        string[] events;
        lock (_events)
        {
            events = [.. _events];
        }

        var (done, total, remaining) = CountsOf(progress);
        return new()
        {
            Phase = PhaseOf(progress),
            Done = done,
            Total = total,
            Running = [.. progress.Study.Trials.Where(trial => trial.State == TrialState.Running)
                .Select(trial => (trial.Number, progress.Fractions.GetValueOrDefault(trial.Number)))],
            Elapsed = progress.Elapsed,
            Remaining = remaining,
            Front = FrontDocument.Of(progress.Study),
            Events = events,
        };
    }

    // A study that is continued may have its baselines open still, and one that got a larger budget searches on after them.
    private string PhaseOf(SweepProgress progress) => _phase == Search && IsAtBaselines(progress) ? Baselines : _phase;

    private static (int Done, int? Total, TimeSpan? Remaining) CountsOf(SweepProgress progress)
    {
        var baselines = BaselinesOf(progress).ToArray();

        return IsAtBaselines(progress)
            ? (baselines.Count(trial => trial.State.IsFinal()), baselines.Length, null)
            : (progress.Done, progress.Total, progress.Remaining);
    }

    private static bool IsAtBaselines(SweepProgress progress) =>
        BaselinesOf(progress).Any(trial => !trial.State.IsFinal() || trial.Number == (progress.Latest as TrialFinished)?.Trial);

    private static IEnumerable<Trial> BaselinesOf(SweepProgress progress) =>
        progress.Study.Trials.Where(trial => trial.Origin == TrialOrigin.Baseline);
}
