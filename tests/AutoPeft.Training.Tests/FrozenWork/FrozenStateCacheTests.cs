using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Tests.Loop;

namespace AutoPeft.Training.Tests.FrozenWork;

public sealed class FrozenStateCacheTests : IDisposable
{
    private static readonly EncodedDataset Rows = ToyTask.Rows(3, 100);
    private static readonly long RowsBytes = Rows.TokenCount * SmallBert.Config.HiddenSize * sizeof(float);

    private readonly ToyTraining _toy = new();
    private readonly CountingModel _model;

    public FrozenStateCacheTests() => _model = new CountingModel(_toy.Model);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _toy.Dispose();

    [Fact]
    public void States_are_computed_once()
    {
        var cache = new FrozenStateCache(long.MaxValue);

        cache.Acquire(_model, Rows, 2, Cancel)!.Dispose();
        using var again = cache.Acquire(_model, Rows, 2, Cancel);

        Assert.Equal([100, 100, 0], _model.Passes);
        Assert.Equal(RowsBytes, cache.UsedBytes);
    }

    [Fact]
    public void A_deeper_request_goes_on_from_the_states_below()
    {
        var cache = new FrozenStateCache(long.MaxValue);

        using var below = cache.Acquire(_model, Rows, 1, Cancel);
        using var above = cache.Acquire(_model, Rows, 3, Cancel);

        Assert.Equal([100, 100, 100], _model.Passes);
    }

    [Fact]
    public void Other_rows_and_other_models_have_states_of_their_own()
    {
        var cache = new FrozenStateCache(long.MaxValue);

        using var first = cache.Acquire(_model, Rows, 1, Cancel);
        using var otherRows = cache.Acquire(_model, ToyTask.Rows(4, 100), 1, Cancel);
        using var otherModel = cache.Acquire(new CountingModel(_toy.Model), Rows, 1, Cancel);

        Assert.Equal(200, _model.Passes[0]);
        Assert.NotSame(first!.States, otherModel!.States);
    }

    [Fact]
    public void What_does_not_fit_is_not_stored()
    {
        var cache = new FrozenStateCache(RowsBytes - 1);

        Assert.Null(cache.Acquire(_model, Rows, 1, Cancel));
        Assert.Equal(0, cache.UsedBytes);
        Assert.Equal(1, cache.Misses);
        Assert.Equal(0, _model.Passes[0]);
    }

    [Fact]
    public void The_longest_unused_states_make_room()
    {
        var cache = new FrozenStateCache(2 * RowsBytes);
        cache.Acquire(_model, Rows, 3, Cancel)!.Dispose();
        cache.Acquire(_model, Rows, 2, Cancel)!.Dispose();
        cache.Acquire(_model, Rows, 3, Cancel)!.Dispose();

        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose(); // drops those after 2 layers
        var passes = _model.Passes[2];
        cache.Acquire(_model, Rows, 3, Cancel)!.Dispose();

        Assert.Equal(passes, _model.Passes[2]);
        Assert.Equal(2 * RowsBytes, cache.UsedBytes);
    }

    [Fact]
    public void States_in_use_are_never_dropped()
    {
        var cache = new FrozenStateCache(RowsBytes);

        using (var used = cache.Acquire(_model, Rows, 1, Cancel))
        {
            Assert.Null(cache.Acquire(_model, Rows, 2, Cancel));
        }

        using var after = cache.Acquire(_model, Rows, 2, Cancel);
        Assert.NotNull(after);
    }

    [Fact]
    public async Task Requests_at_the_same_time_share_one_computation()
    {
        var cache = new FrozenStateCache(long.MaxValue);

        var leases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => cache.Acquire(_model, Rows, 3, Cancel), Cancel)));

        Assert.Equal(100, _model.Passes[0]);
        Assert.Single(leases.Select(lease => lease!.States).Distinct());
    }

    [Fact]
    public void A_cancelled_computation_leaves_nothing_behind()
    {
        var cache = new FrozenStateCache(RowsBytes);
        using var cancellation = new CancellationTokenSource();
        _model.BeforeBatch = cancellation.Cancel;

        Assert.ThrowsAny<OperationCanceledException>(() => cache.Acquire(_model, Rows, 1, cancellation.Token));

        Assert.Equal(0, cache.UsedBytes);
        _model.BeforeBatch = () => { };
        using var lease = cache.Acquire(_model, Rows, 1, Cancel);
        Assert.NotNull(lease);
    }
}
