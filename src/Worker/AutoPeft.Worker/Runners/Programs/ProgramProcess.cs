using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Runs a program to its end, without a shell, in bounded time and memory.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProgramProcess(TimeProvider time)
{
    /// <summary>The most characters that a program may print: objective values need a few hundred.</summary>
    public const int MostOutput = 1 << 20;

    private const int MostErrors = 4096;

    // A process that a program left behind may hold its streams open for ever.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(1);

    // What was said last still has to be recorded, perhaps over a slow network.
    private static readonly TimeSpan AfterTalk = TimeSpan.FromMinutes(1);

    /// <summary>Runs it. On every way out nothing that it started is left running, unless it went into the background.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered.</exception>
    public async Task<ProgramEnd> RunAsync(ProgramCall call, CancellationToken stopping)
    {
        using var process = Process.Start(StartOf(call)) ?? throw new Win32Exception($"'{call.Command[0]}' did not start.");
        using var note = call.NotePath is { } path ? ProcessNote.Write(path, process) : null;
        using var limit = new CancellationTokenSource(call.TimeLimit ?? Timeout.InfiniteTimeSpan, time);
        using var full = new CancellationTokenSource();
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, full.Token, stop.Token);
        var (output, errors) = (new BoundedText(MostOutput, keepsEnd: false), new BoundedText(MostErrors, keepsEnd: true));
        using var talk = call.Listener is { } listener ? new ProgramTalk(process, listener, time) : null;
        await using var asking = stopping.Register(() => Stop(talk, call.Grace, stop));
        var reading = talk?.RunAsync(call.Input, end.Token) ?? output.ReadAsync(process.StandardOutput, end.Token);
        var streams = talk is null
            ? Task.WhenAll(WriteAsync(process, call.Input), reading, errors.ReadAsync(process.StandardError, end.Token))
            : Task.WhenAll(reading, talk.ReadErrorsAsync(errors, end.Token));
        var watching = new MemoryWatch(process, call.MemoryLimit, time).RunAsync(full, end.Token);
        var isTooLate = false;
        try
        {
            await WaitAsync(process, reading, () => talk?.WasLast ?? output.IsCut, end.Token);
        }
        catch (OperationCanceledException)
        {
            isTooLate = limit.IsCancellationRequested;
        }

        await KillAsync(process);
        await WaitShortlyAsync(streams, talk is null ? Afterwards : AfterTalk);
        await end.CancelAsync();
        var excess = await watching;
        stopping.ThrowIfCancellationRequested();
        ThrowIfBroken(streams);
        return new(process.ExitCode, output.ToString(), errors.ToString())
        {
            IsTooLate = isTooLate,
            Excess = excess,
            IsTooLong = output.IsCut,
        };
    }

    private static void Stop(ProgramTalk? talk, TimeSpan grace, CancellationTokenSource stop)
    {
        if (talk is null || grace <= TimeSpan.Zero)
        {
            stop.Cancel();
            return;
        }

        _ = talk.CloseAsync();
        stop.CancelAfter(grace);
    }

    /// <summary>What a listener throws, such as a store that can no longer be written, is no fault of the program.</summary>
    private static void ThrowIfBroken(Task streams)
    {
        if (streams.Exception?.InnerExceptions.FirstOrDefault(fault => fault is not (IOException or ObjectDisposedException)) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private static ProcessStartInfo StartOf(ProgramCall call)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(call.Command[0], call.Command[1..])
        {
            WorkingDirectory = call.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = encoding,
            StandardOutputEncoding = encoding,
            StandardErrorEncoding = encoding,
        };
        foreach (var (name, value) in call.Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WaitAsync(Process process, Task reading, Func<bool> isOver, CancellationToken end)
    {
        var exit = process.WaitForExitAsync(end);
        await Task.WhenAny(exit, reading);
        if (!reading.IsFaulted && !isOver())
        {
            await exit;
        }
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not read to the end; what it prints decides.
        }
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task WaitShortlyAsync(Task streams, TimeSpan longest)
    {
        try
        {
            await streams.WaitAsync(longest, time);
        }
        catch (Exception)
        {
            // What matters of it is looked at afterwards.
            _ = streams.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
