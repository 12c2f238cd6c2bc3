using System.ComponentModel;
using AutoPeft.TestKit.Files;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Tests.Runners.Programs;

public sealed class ProgramProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProgramProcessTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");

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
        var end = await RunAsync(
            "sh -c 'echo $$ > child; exec sleep 60' & while [ ! -s child ]; do sleep 0.01; done; echo started; wait",
            call => call with { TimeLimit = TimeSpan.FromSeconds(2) });

        Assert.True(end.IsTooLate);
        Assert.Equal("started\n", end.Output);
        var child = (await File.ReadAllTextAsync(_folder.File("child"), TestContext.Current.CancellationToken)).Trim();
        Assert.False(IsAlive(child), $"Process {child} is still there.");
    }

    [Fact]
    public async Task Printing_without_end_ends_it()
    {
        var end = await RunAsync("yes", call => call with { TimeLimit = TimeSpan.FromSeconds(60) });

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
        var end = await RunAsync("sleep 20 & echo done", call => call with { TimeLimit = TimeSpan.FromSeconds(15) });

        Assert.Equal((0, false, "done\n"), (end.ExitCode, end.IsTooLate, end.Output));
    }

    [Fact]
    public async Task Stopping_kills_it_and_is_an_exception()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("echo $$ > self; exec sleep 60", call => call, stopping.Token));

        Assert.False(IsAlive((await File.ReadAllTextAsync(_folder.File("self"), TestContext.Current.CancellationToken)).Trim()));
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_an_exception() =>
        await Assert.ThrowsAsync<Win32Exception>(() => RunAsync("", call => call with { Command = [_folder.File("nothing")] }));

    private static bool IsAlive(string process) =>
        Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);

    private Task<ProgramEnd> RunAsync(string script, Func<ProgramCall, ProgramCall> with, CancellationToken? stopping = null) =>
        new ProgramProcess(TimeProvider.System).RunAsync(
            with(new(["/bin/sh", "-c", script], "one two") { Folder = _folder.Path, TimeLimit = TimeSpan.FromSeconds(30) }),
            stopping ?? TestContext.Current.CancellationToken);
}
