using System.Threading.Channels;

namespace AutoPeft.Worker.Runners.Isolation;

/// <summary>Hears what the worker says to the process of a trial, and notices at once when it falls silent for ever.</summary>
internal sealed class ParentVoice : IDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="input">Where the worker speaks.</param>
    public ParentVoice(TextReader input)
    {
        // Reading standard input blocks, and nothing but its end can end it.
        var listening = new Thread(() => Listen(input)) { IsBackground = true, Name = "voice of the worker" };
        listening.Start();
    }

    /// <summary>Is triggered when the worker closed the input, or is dead.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>The next line; null when there will be none.</summary>
    public async Task<string?> HearAsync(CancellationToken cancellationToken) =>
        await _lines.Reader.WaitToReadAsync(cancellationToken) && _lines.Reader.TryRead(out var line) ? line : null;

    /// <inheritdoc/>
    public void Dispose() => _gone.Dispose();

    private void Listen(TextReader input)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                _lines.Writer.TryWrite(line);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The same as an end.
        }

        _lines.Writer.Complete();
        End();
    }

    private void End()
    {
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The trial is over already.
        }
    }
}
