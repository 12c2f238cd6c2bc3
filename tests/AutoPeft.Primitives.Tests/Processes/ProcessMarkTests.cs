using System.Diagnostics;
using AutoPeft.Primitives.Processes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;

namespace AutoPeft.Primitives.Tests.Processes;

public sealed class ProcessMarkTests
{
    private static readonly ProcessMark Mine = ProcessMark.Of(Environment.ProcessId);

    [Fact]
    public void A_process_that_lives_is_alive_also_when_its_mark_was_kept_in_a_file()
    {
        Assert.Equal(Mine, ProcessMark.Parse(Mine.Text));
        Assert.True(Mine.IsAliveHere);
        Assert.False(Mine.IsGone);
    }

    [Fact]
    public void A_number_that_no_process_has_is_gone() =>
        Assert.True(ProcessMark.Parse($"process {int.MaxValue} on {Environment.MachineName}")!.IsGone);

    [Fact]
    public void A_number_that_is_used_again_is_gone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells when a process started.");

        Assert.True((Mine with { Start = Mine.Start + 1 }).IsGone);
    }

    [Theory]
    [InlineData("another-machine", "")]
    [InlineData(null, "pid:[1]")]
    public void Of_another_machine_and_of_another_container_of_its_name_nothing_is_known(string? machine, string space)
    {
        var elsewhere = new ProcessMark(machine ?? Environment.MachineName, int.MaxValue, 0, space);

        Assert.Equal(elsewhere, ProcessMark.Parse(elsewhere.Text));
        Assert.False(elsewhere.IsGone);
        Assert.False(elsewhere.IsAliveHere);
    }

    [Theory]
    [InlineData("")]
    [InlineData("process seven on host")]
    [InlineData("process -7 on host")]
    [InlineData("something else")]
    public void A_text_that_is_no_mark_is_none(string text) => Assert.Null(ProcessMark.Parse(text));

    [Fact]
    public async Task A_process_that_was_killed_is_gone_even_while_its_parent_does_not_ask_how_it_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ProcessState.IsOnPath("sh"), "Needs a Linux shell.");
        using var folder = new TemporaryFolder();
        var number = folder.File("number");
        using var parent = Process.Start("sh", ["-c", $"sleep 600 & echo $! > '{number}'; exec sleep 600"]);
        try
        {
            var child = int.Parse(await Eventually.LineOfAsync(number, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
            var mark = ProcessMark.Of(child);
            Assert.True(mark.IsAliveHere);

            using (var process = Process.GetProcessById(child))
            {
                process.Kill();
            }

            await Eventually.IsTrueAsync(() => mark.IsGone, "The end of the child", TestContext.Current.CancellationToken);
        }
        finally
        {
            parent.Kill(entireProcessTree: true);
        }
    }
}
