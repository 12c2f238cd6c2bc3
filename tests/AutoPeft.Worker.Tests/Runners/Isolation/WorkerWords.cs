using System.Collections.Concurrent;

namespace AutoPeft.Worker.Tests.Runners.Isolation;

/// <summary>The lines of a worker that stays: after the last one its reader waits, as at a pipe, until the worker leaves.</summary>
internal sealed class WorkerWords : TextReader
{
    private readonly BlockingCollection<string> _lines = [];

    public WorkerWords(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Ends the input.</summary>
    public void Leave() => _lines.CompleteAdding();

    public override string? ReadLine() => _lines.TryTake(out var line, Timeout.Infinite) ? line : null;

    // The collection is not disposed: a reader may still wait.
    protected override void Dispose(bool disposing)
    {
        Leave();
        base.Dispose(disposing);
    }
}
