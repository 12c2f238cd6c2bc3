using System.Globalization;
using System.Threading.Channels;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows a training while it goes on: a bar on a terminal, and a line for each epoch everywhere. On standard error.</summary>
internal sealed class TrainDisplay : IAsyncDisposable
{
    private const int BarWidth = 30;

    private readonly CommandContext _context;
    private readonly long _started;
    private readonly List<string> _lines = [];

    // Only the newest picture matters; a slow terminal must not slow the training.
    private readonly Channel<double> _fractions = Channel.CreateBounded<double>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Task _drawing;

    private TrainDisplay(CommandContext context)
    {
        _context = context;
        _started = context.Time.GetTimestamp();
        _drawing = IsLive ? DrawAsync() : Task.CompletedTask;
    }

    private bool IsLive => _context.Output.Notes.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>A display; ends when it is disposed.</summary>
    public static TrainDisplay Start(CommandContext context) => new(context);

    /// <summary>Shows how far the training is.</summary>
    /// <param name="fraction">The part that is done, in [0, 1].</param>
    public void Progress(double fraction) => _fractions.Writer.TryWrite(fraction);

    /// <summary>Shows what an epoch came to.</summary>
    public void Tell(EpochDocument epoch) => Warn(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}, step {epoch.Step}: {string.Join(", ", epoch.Metrics.Select(metric => $"{metric.Key} {Figures.Number(JsonValues.NumberOf(metric.Value!))}"))}"));

    /// <summary>Shows a sentence.</summary>
    public void Warn(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }

        if (!IsLive)
        {
            _context.Output.WriteErrorLine(line);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _fractions.Writer.Complete();
        await _drawing.ConfigureAwait(false);
    }

    private async Task DrawAsync() =>
        await _context.Output.Notes.Live(new Text("training")).StartAsync(async live =>
        {
            await foreach (var fraction in _fractions.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                live.UpdateTarget(Picture(fraction));
            }
        }).ConfigureAwait(false);

    private Rows Picture(double fraction)
    {
        var filled = (int)Math.Round(fraction * BarWidth);
        var elapsed = _context.Time.GetElapsedTime(_started);
        var left = fraction > 0.02 ? $", about {Figures.Duration(elapsed * ((1 - fraction) / fraction))} left" : string.Empty;
        var bar = new Markup(
            $"training [green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/] "
            + $"{Figures.Percent(fraction)}  {Figures.Duration(elapsed)}{left}");
        lock (_lines)
        {
            return new Rows([.. _lines.Select(line => new Text(line)), bar]);
        }
    }
}
