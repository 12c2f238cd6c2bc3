using System.Diagnostics;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>The talk between a listener and a program that runs: its lines in, answers out.</summary>
/// <param name="process">The program.</param>
/// <param name="listener">The listener.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgramTalk(Process process, IProgramListener listener, TimeProvider time) : IDisposable
{
    /// <summary>The most characters of a line that are read.</summary>
    public const int LongestLine = 1 << 16;

    // A program that was asked to end may still want to write a checkpoint.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    // What is said and what ends the talk come from different threads, and a stream bears one at a time.
    private readonly SemaphoreSlim _speaking = new(1);

    /// <summary>Whether the program was asked to end; it is not waited for any longer.</summary>
    public bool WasLast { get; private set; }

    /// <summary>Says the first line, then listens until the program has closed its output or was asked to end and did not.</summary>
    public async Task RunAsync(string firstLine, CancellationToken end)
    {
        await SayAsync(firstLine);
        var lines = new LineReader(process.StandardOutput, LongestLine);
        while (await lines.ReadAsync(end) is { } line)
        {
            var heard = await listener.HearAsync(line, end);
            if (heard.Answer is not null)
            {
                await SayAsync(heard.Answer);
            }

            if (heard.IsLast)
            {
                await LetEndAsync(lines, end);
                WasLast = true;
                return;
            }
        }
    }

    /// <summary>Passes on its standard error.</summary>
    public async Task ReadErrorsAsync(BoundedText tail, CancellationToken end)
    {
        var lines = new LineReader(process.StandardError, LongestLine);
        while (await lines.ReadAsync(end) is { } line)
        {
            tail.Add($"{line}\n");
            listener.HearError(line);
        }
    }

    private async Task LetEndAsync(LineReader lines, CancellationToken end)
    {
        using var limit = new CancellationTokenSource(Grace, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end, limit.Token);
        try
        {
            await CloseAsync();
            while (await lines.ReadAsync(patience.Token) is { } line)
            {
                await listener.HearAsync(line, end);
            }

            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception fault) when (fault is IOException || (fault is OperationCanceledException && limit.IsCancellationRequested))
        {
            // It is killed by whoever started it.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _speaking.Dispose();

    /// <summary>Closes the program's input: it shall end.</summary>
    public Task CloseAsync() => SpeakAsync(input =>
    {
        input.Close();
        return Task.CompletedTask;
    });

    private Task SayAsync(string line) => SpeakAsync(async input =>
    {
        await input.WriteLineAsync(line);
        await input.FlushAsync();
    });

    private async Task SpeakAsync(Func<StreamWriter, Task> speak)
    {
        await _speaking.WaitAsync();
        try
        {
            await speak(process.StandardInput);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // It does not listen; what it prints decides.
        }
        finally
        {
            _speaking.Release();
        }
    }
}
