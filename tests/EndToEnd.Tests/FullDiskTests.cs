using System.Diagnostics;
using AutoPeft.TestKit.Files;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("4k")]
    [InlineData("24k")]
    [InlineData("64k")]
    public async Task A_full_disk_is_said_and_the_sweep_continues_when_there_is_room(string size)
    {
        TrainableStudy.Write(_folder);
        var mount = Directory.CreateDirectory(_folder.File("small-disk")).FullName;
        Assert.SkipUnless(Succeeds("mount", "-t", "tmpfs", "-o", $"size={size}", "none", mount), "Only root can mount a small disk.");
        try
        {
            var full = await CommandLine.RunAsync(_folder.Path, "sweep", "run", "small.yaml", "--data", mount);

            Assert.Equal(5, full.ExitCode);
            Assert.Contains("No space left", full.Errors, StringComparison.Ordinal);

            Assert.True(Succeeds("mount", "-o", "remount,size=64m", mount));
            var continued = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml", "--data", mount);
            Assert.Equal(4, continued.GetProperty("trials").GetArrayLength());
        }
        finally
        {
            Succeeds("umount", mount);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
