using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Tests.Execution;

public sealed class TrainingRoomTests
{
    private readonly TrainingRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_bear_others_enter_at_once_and_know_of_each_other()
    {
        var first = await _room.EnterAsync(isAlone: false, Token);
        Assert.False(first.HadNeighbours);

        var second = await _room.EnterAsync(isAlone: false, Token);
        second.Dispose();

        Assert.True(first.HadNeighbours && second.HadNeighbours);
        first.Dispose();
        Assert.False((await _room.EnterAsync(isAlone: false, Token)).HadNeighbours);
    }

    [Fact]
    public async Task One_that_wants_to_be_alone_waits_for_those_within_and_keeps_later_ones_out()
    {
        var within = await _room.EnterAsync(isAlone: false, Token);
        var alone = _room.EnterAsync(isAlone: true, Token);
        var later = _room.EnterAsync(isAlone: false, Token);
        Assert.False(alone.IsCompleted || later.IsCompleted);

        within.Dispose();
        var place = await alone;
        Assert.False(later.IsCompleted);
        place.Dispose();

        Assert.False((await later).HadNeighbours || place.HadNeighbours);
    }

    [Fact]
    public async Task One_that_gives_up_waiting_holds_nobody_up()
    {
        using var patience = new CancellationTokenSource();
        var within = await _room.EnterAsync(isAlone: false, Token);
        var alone = _room.EnterAsync(isAlone: true, patience.Token);
        var later = _room.EnterAsync(isAlone: false, Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        Assert.True((await later).HadNeighbours && within.HadNeighbours);
    }
}
