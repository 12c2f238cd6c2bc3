using AutoPeft.TestKit.Files;
using AutoPeft.Worker.Devices;

namespace AutoPeft.Worker.Tests.Devices;

public sealed class DeviceMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_memory_of_the_processor_is_that_of_the_machine() =>
        Assert.InRange((await new DeviceMemory().FindAsync("cpu", Token))!.Value, 100L << 20, long.MaxValue);

    [Fact]
    public async Task The_memory_of_a_gpu_is_what_the_system_says_of_it() =>
        Assert.Equal(81559L << 20, await Program("[ \"$3\" = --id=1 ] && echo ' 81559'").FindAsync("cuda:1", Token));

    [Fact]
    public async Task Nobody_tells_where_the_program_is_missing_fails_or_says_something_else()
    {
        Assert.Null(await new DeviceMemory(_folder.File("missing")).FindAsync("cuda:0", Token));
        Assert.Null(await Program("echo 'No devices were found'; exit 6").FindAsync("cuda:0", Token));
        Assert.Null(await Program("echo '[N/A]'").FindAsync("cuda:0", Token));
    }

    [Theory]
    [InlineData(1, null, "1")]
    [InlineData(1, "3,5", "5")]
    [InlineData(0, "GPU-8f2", "GPU-8f2")]
    [InlineData(2, "3,5", null)]
    [InlineData(0, "", null)]
    public void A_process_that_sees_some_gpus_only_numbers_those(int index, string? visible, string? name) =>
        Assert.Equal(name, DeviceMemory.NameOf(index, visible));

    private DeviceMemory Program(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell script.");
        var path = _folder.Write("query", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new(path);
    }
}
