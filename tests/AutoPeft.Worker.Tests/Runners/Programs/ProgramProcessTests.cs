using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Tests.Runners.Programs;

public sealed class ProgramProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    public ProgramProcessTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_reads_the_input_and_gives_what_was_printed_and_the_exit_code()
    {
        var end = await RunAsync("read line; echo \"got $line in $PLACE\"; pwd; echo oh >&2; exit 3", call => call with { Variables = call.Variables.Add("PLACE", "here") });

        Assert.Equal($"got one two in here\n{_folder.Path}\n", end.Output);
        Assert.Equal((3, "oh\n", false, false), (end.ExitCode, end.ErrorTail, end.IsTooLate, end.IsTooLong));
    }

    [Fact]
    public async Task A_program_that_reads_nothing_is_no_fault()
    {
        var end = await RunAsync("exec 0<&-; echo done", call => call with { Input = new string('x', 1 << 20) });

        Assert.Equal((0, "done\n"), (end.ExitCode, end.Output));
    }

    [Fact]
    public async Task When_its_time_is_over_it_is_killed_with_everything_it_started()
    {
        var time = new ManualTime();
        var running = new ProgramProcess(time).RunAsync(CallOf("sh -c 'echo $$ > child; exec sleep 600' & wait"), Token);
        var child = await Eventually.LineOfAsync(_folder.File("child"), Token);
        time.Advance(Limit);

        Assert.True((await running).IsTooLate);
        await ProcessState.GoneAsync(child, Token);
    }

    [Fact]
    public async Task Printing_without_end_ends_it()
    {
        var end = await RunAsync("yes", call => call);

        Assert.Equal((true, false, ProgramProcess.MostOutput), (end.IsTooLong, end.IsTooLate, end.Output.Length));
    }

    [Fact]
    public async Task Of_its_errors_the_last_words_are_kept()
    {
        var end = await RunAsync("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done >&2", call => call);

        Assert.EndsWith("line 2999\n", end.ErrorTail, StringComparison.Ordinal);
        Assert.InRange(end.ErrorTail.Length, 1000, 4096);
    }

    [Fact]
    public async Task What_it_leaves_in_the_background_is_not_waited_for()
    {
        var end = await RunAsync("sleep 3600 & echo $! > left; echo done", call => call);

        Assert.Equal((0, false, "done\n"), (end.ExitCode, end.IsTooLate, end.Output));
        using var left = Process.GetProcessById(int.Parse(await Eventually.LineOfAsync(_folder.File("left"), Token), CultureInfo.InvariantCulture));
        left.Kill();
    }

    [Fact]
    public async Task Stopping_kills_it_and_is_an_exception()
    {
        using var stopping = new CancellationTokenSource();
        var running = RunAsync("echo $$ > self; exec sleep 600", call => call, stopping.Token);
        var self = await Eventually.LineOfAsync(_folder.File("self"), Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await ProcessState.GoneAsync(self, Token);
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_an_exception() =>
        await Assert.ThrowsAsync<Win32Exception>(() => RunAsync("", call => call with { Command = [_folder.File("nothing")] }));

    private Task<ProgramEnd> RunAsync(string script, Func<ProgramCall, ProgramCall> with, CancellationToken? stopping = null) =>
        new ProgramProcess(TimeProvider.System).RunAsync(with(CallOf(script)), stopping ?? Token);

    private ProgramCall CallOf(string script) => new(["/bin/sh", "-c", script], "one two") { Folder = _folder.Path, TimeLimit = Limit };
}
