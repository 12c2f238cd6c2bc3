using AutoPeft.Bench.Training.Sweeps;

namespace AutoPeft.Bench.Tests.Training.Sweeps;

public sealed class SweepSharingTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 2, 2, 2)]
    [InlineData(8, 1, 8, 1)] // a pack has one thread
    [InlineData(2, 5, 5, 3)]
    public void A_pack_computes_on_one_thread_and_trials_alone_on_one_each(int packing, int concurrency, int slots, int threads)
    {
        var sharing = new SweepSharing(StoredBytes: 0, packing, concurrency);

        Assert.Equal((slots, threads), (sharing.Slots, sharing.Threads));
    }
}
