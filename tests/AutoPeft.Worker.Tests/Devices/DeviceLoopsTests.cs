using System.Collections.Concurrent;
using AutoPeft.Worker.Devices;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Tests.Devices;

public sealed class DeviceLoopsTests
{
    private static readonly WorkerSettings Settings = new()
    {
        Name = "worker",
        TrialsFolder = "/trials",
        Slots = 2,
        Devices = [new("cuda:0", 80), new("cuda:1", null)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_device_works_with_its_own_memory_and_the_slots_of_each()
    {
        var seen = new ConcurrentBag<(int, int, long?)>();
        var loops = new DeviceLoops([Loop(0), Loop(1)]);

        await loops.RunAsync(Settings, Token, Token);

        Assert.Equal([(0, 2, 80L), (1, 2, null)], seen.Order());

        FakeLoop Loop(int number) => new((settings, _, _) =>
        {
            seen.Add((number, settings.Slots, settings.MemoryBytes));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_device_that_fails_stops_the_others()
    {
        var endless = new FakeLoop((_, _, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ContinueWith(_ => { }, TaskScheduler.Default));
        var loops = new DeviceLoops([endless, new FakeLoop((_, _, _) => throw new IOException("The store is gone."))]);

        await Assert.ThrowsAsync<IOException>(() => loops.RunAsync(Settings, CancellationToken.None, Token));
    }

    [Fact]
    public async Task Every_device_has_a_loop() =>
        await Assert.ThrowsAsync<ArgumentException>(() => new DeviceLoops([new FakeLoop((_, _, _) => Task.CompletedTask)]).RunAsync(Settings, Token, Token));

    private sealed class FakeLoop(Func<WorkerSettings, CancellationToken, CancellationToken, Task> run) : IWorkerLoop
    {
        public Task RunAsync(WorkerSettings settings, CancellationToken draining, CancellationToken stopping) => run(settings, draining, stopping);
    }
}
