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
            var total = progress.Total is { } known ? $"/{known}" : string.Empty;
            var left = progress.Remaining is { } remaining ? $", about {Figures.Duration(remaining)} left" : string.Empty;
            _context.Output.WriteErrorLine($"{_phase} {progress.Done}{total}{left}: {line}");
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

        var baselines = progress.Study.Trials.Where(trial => trial.Origin == TrialOrigin.Baseline).ToArray();
        var isSearch = baselines.Length == 0;
        return new()
        {
            Phase = _phase,
            Done = isSearch ? progress.Done : baselines.Count(trial => trial.State.IsFinal()),
            Total = isSearch ? progress.Total : baselines.Length,
            Running = [.. progress.Study.Trials.Where(trial => trial.State == TrialState.Running)
                .Select(trial => (trial.Number, progress.Fractions.GetValueOrDefault(trial.Number)))],
            Elapsed = progress.Elapsed,
            Remaining = isSearch ? progress.Remaining : null,
            Front = FrontDocument.Of(progress.Study),
            Events = events,
        };
    }
}
