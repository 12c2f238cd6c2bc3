using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Tests.Loop;

namespace AutoPeft.Training.Tests.FrozenWork;

public sealed class FrozenStateFolderTests : IDisposable
{
    private static readonly EncodedDataset Rows = ToyTask.Rows(3, 100);

    private readonly TemporaryFolder _folder = new();
    private readonly ToyTraining _toy = new();
    private readonly CountingModel _model;

    public FrozenStateFolderTests() => _model = new CountingModel(_toy.Model);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static long RowsBytes => HiddenStates.BytesOf(Rows, SmallBert.Config.HiddenSize);

    public void Dispose()
    {
        _toy.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void States_that_do_not_fit_in_memory_are_read_from_a_file_and_computed_once()
    {
        using var files = Files();
        var cache = new FrozenStateCache(0, files);

        using var first = cache.Acquire(_model, Rows, 2, Cancel);
        using var again = cache.Acquire(_model, Rows, 2, Cancel);

        Assert.Equal([100, 100, 0], _model.Passes);
        Assert.Equal((0, 0, 2), (cache.UsedBytes, cache.Misses, cache.Hits));
        Assert.Equal(Values(new FrozenStateCache(long.MaxValue).Acquire(_toy.Model, Rows, 2, Cancel)!), Values(again!));
    }

    [Fact]
    public void States_that_make_room_in_memory_come_back_from_their_file()
    {
        using var files = Files();
        var cache = new FrozenStateCache(RowsBytes, files);

        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();
        cache.Acquire(_model, Rows, 2, Cancel)!.Dispose();
        var passed = _model.Passes[0];
        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();

        Assert.Equal(passed, _model.Passes[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_training_has_the_same_bits_with_states_in_files(int lowest)
    {
        using var files = Files();

        Assert.Equal(await TrainAsync(lowest, null), await TrainAsync(lowest, new FrozenStateCache(0, files)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void A_file_that_was_changed_is_not_used(int place)
    {
        using var files = Files();
        var cache = new FrozenStateCache(0, files);
        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();
        Change(bytes => bytes[place < 0 ? ^1 : place] ^= 1);

        using var again = cache.Acquire(_model, Rows, 1, Cancel);

        Assert.Equal(200, _model.Passes[0]);
        Assert.NotNull(again);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(5000)]
    public void A_file_that_was_cut_off_is_not_used(int length)
    {
        using var files = Files();
        var cache = new FrozenStateCache(0, files);
        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();
        File.WriteAllBytes(StateFile(), File.ReadAllBytes(StateFile())[..length]);

        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();

        Assert.Equal(200, _model.Passes[0]);
    }

    [Fact]
    public void The_longest_unused_file_makes_room()
    {
        using var files = Files(RowsBytes + 200);
        var cache = new FrozenStateCache(0, files);

        cache.Acquire(_model, Rows, 1, Cancel)!.Dispose();
        cache.Acquire(_model, Rows, 2, Cancel)!.Dispose();

        Assert.InRange(files.UsedBytes, RowsBytes, files.BudgetBytes);
        Assert.Single(StateFiles());
    }

    [Fact]
    public void Files_that_are_read_stay_and_what_has_no_room_is_computed()
    {
        using var files = Files(RowsBytes + 200);
        var cache = new FrozenStateCache(0, files);

        using var first = cache.Acquire(_model, Rows, 1, Cancel);
        using var second = cache.Acquire(_model, Rows, 2, Cancel);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal(1, cache.Misses);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_costs_time_but_no_result()
    {
        using var files = Files();
        foreach (var folder in Directory.GetDirectories(_folder.Path))
        {
            Directory.Delete(folder, recursive: true); // as a disk does that fails or is full
        }

        var cache = new FrozenStateCache(0, files);

        Assert.Equal(await TrainAsync(2, null), await TrainAsync(2, cache));
        Assert.Equal(0, files.UsedBytes);
        Assert.True(cache.Misses > 0);
    }

    [Fact]
    public void Nothing_is_left_in_the_end()
    {
        using (var files = Files())
        {
            new FrozenStateCache(0, files).Acquire(_model, Rows, 1, Cancel)!.Dispose();
            Assert.NotEmpty(Directory.GetDirectories(_folder.Path));
        }

        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public void What_a_process_left_behind_is_removed_and_what_another_uses_is_not()
    {
        Directory.CreateDirectory(_folder.File("dead"));
        _folder.Write("dead/owner", "");
        _folder.Write("dead/1.states", "x");
        using var other = Files();

        using var own = Files();

        Assert.False(Directory.Exists(_folder.File("dead")));
        Assert.Equal(2, Directory.GetDirectories(_folder.Path).Length);
    }

    private static float[] Values(FrozenStateLease lease) => [.. Enumerable.Range(0, Rows.Count).SelectMany(row =>
    {
        var values = new float[lease.States.CountOf(row)];
        lease.States.Read(row, values);

        return values;
    })];

    private FrozenStateFolder Files(long budget = long.MaxValue) => new(_folder.Path, budget);

    private string[] StateFiles() => Directory.GetFiles(_folder.Path, "*.states", SearchOption.AllDirectories);

    private string StateFile() => Assert.Single(StateFiles());

    private void Change(Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(StateFile());
        change(bytes);
        File.WriteAllBytes(StateFile(), bytes);
    }

    private async Task<int[]> TrainAsync(int lowest, FrozenStateCache? cache)
    {
        using var model = lowest == SmallBert.Config.Layers ? _toy.HeadOnly() : _toy.WithModules(ToyTraining.AllKinds(lowest));
        await new Trainer(TimeProvider.System).TrainAsync(ToyTraining.Task(model) with { FrozenStates = cache }, new RecordingObserver(), Cancel);

        return [.. ToyTraining.Bits(model)];
    }
}
