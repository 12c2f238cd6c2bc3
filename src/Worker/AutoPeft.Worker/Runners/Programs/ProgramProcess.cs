using System.ComponentModel;
using System.Diagnostics;
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

    /// <summary>Runs it. On every way out nothing that it started is left running, unless it went into the background.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered.</exception>
    public async Task<ProgramEnd> RunAsync(ProgramCall call, CancellationToken stopping)
    {
        using var process = Process.Start(StartOf(call)) ?? throw new Win32Exception($"'{call.Command[0]}' did not start.");
        using var limit = new CancellationTokenSource(call.TimeLimit ?? Timeout.InfiniteTimeSpan, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var (output, errors) = (new BoundedText(MostOutput, keepsEnd: false), new BoundedText(MostErrors, keepsEnd: true));
        var reading = output.ReadAsync(process.StandardOutput, end.Token);
        var streams = Task.WhenAll(WriteAsync(process, call.Input), reading, errors.ReadAsync(process.StandardError, end.Token));
        var isTooLate = false;
        try
        {
            await WaitAsync(process, (output, reading), end.Token);
        }
        catch (OperationCanceledException)
        {
            isTooLate = limit.IsCancellationRequested;
        }

        await KillAsync(process);
        await WaitShortlyAsync(streams);
        stopping.ThrowIfCancellationRequested();
        return new(process.ExitCode, output.ToString(), errors.ToString())
        {
            IsTooLate = isTooLate,
            IsTooLong = output.IsCut,
        };
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

    private static async Task WaitAsync(Process process, (BoundedText Text, Task Reading) output, CancellationToken end)
    {
        var exit = process.WaitForExitAsync(end);
        await Task.WhenAny(exit, output.Reading);
        if (!output.Text.IsCut)
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

    private async Task WaitShortlyAsync(Task streams)
    {
        try
        {
            await streams.WaitAsync(Afterwards, time);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException or IOException)
        {
            _ = streams.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
