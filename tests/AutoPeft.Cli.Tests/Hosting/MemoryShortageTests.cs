using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Tests.Hosting;

public sealed class MemoryShortageTests
{
    private static readonly MemoryShortage Shortage = MemoryShortage.OfProcess;

    [Fact]
    public async Task A_step_that_runs_out_of_memory_is_named_with_what_can_be_done()
    {
        var failure = await Assert.ThrowsAsync<CommandFailure>(() => Shortage.DuringAsync("measuring trial 3", Fails(new InsufficientMemoryException("No room."))));

        Assert.Equal((ExitCode.Unavailable, "Memory ran out while measuring trial 3: No room."), (failure.Code, failure.Message));
        Assert.Contains("--state-memory 0", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("run the same command again", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_runs_out_in_one_of_many_threads_is_found()
    {
        var wrapped = new AggregateException(new InvalidOperationException("outer", new InsufficientMemoryException("No room.")));

        var failure = await Assert.ThrowsAsync<CommandFailure>(() => Shortage.DuringAsync("verifying", Fails(wrapped)));

        Assert.EndsWith("verifying: No room.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_engine_says_of_its_device_counts()
    {
        var shortage = new MemoryShortage(fault => fault.Message == "CUDA out of memory" ? "The device is full." : null);

        var failure = await Assert.ThrowsAsync<CommandFailure>(() => shortage.DuringAsync("measuring", Fails(new InvalidOperationException("CUDA out of memory"))));

        Assert.EndsWith("The device is full.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_exception_stays_what_it_is() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Shortage.DuringAsync("measuring", Fails(new InvalidOperationException("a bug"))));

    [Fact]
    public async Task A_step_that_ends_gives_what_it_made() =>
        Assert.Equal(7, await Shortage.DuringAsync("counting", () => Task.FromResult(7)));

    private static Func<Task<int>> Fails(Exception fault) => () => Task.FromException<int>(fault);
}
