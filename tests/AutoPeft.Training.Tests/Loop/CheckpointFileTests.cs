using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Tests.Loop;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly TrainingCheckpoint Checkpoint = new()
    {
        Fingerprint = "task",
        Step = 17,
        LossSum = 1.25,
        Elapsed = TimeSpan.FromSeconds(3),
        History = [new(1, 10, 0.5, 0.75, 0.8, TimeSpan.FromSeconds(2))],
        Current = new([new("a", new Shape(2, 1), new float[] { 1, float.NaN }), new("b", new Shape(), new float[] { 3 })]),
        Best = new([new("a", new Shape(2, 1), new float[] { 4, 5 })]),
        Moments = [new("a", [6, 7], [8, 9])],
    };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("checkpoint");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        CheckpointFile.Write(Path, Checkpoint);

        var read = CheckpointFile.Read(Path, "task");

        Assert.Equal((17, 1.25, TimeSpan.FromSeconds(3)), (read.Step, read.LossSum, read.Elapsed));
        Assert.Equal(Checkpoint.History, read.History);
        Assert.Equal(Values(Checkpoint.Current), Values(read.Current));
        Assert.Equal(new Shape(2, 1), read.Current.Tensors[0].Shape);
        Assert.Equal(Values(Checkpoint.Best!), Values(read.Best!));
        Assert.Equal([8, 9], read.Moments[0].SecondMoment);
    }

    [Fact]
    public void A_checkpoint_without_a_best_epoch_has_none()
    {
        CheckpointFile.Write(Path, Checkpoint with { Best = null });

        Assert.Null(CheckpointFile.Read(Path, "task").Best);
    }

    [Fact]
    public void Truncation_at_any_byte_is_found()
    {
        CheckpointFile.Write(Path, Checkpoint);
        var whole = File.ReadAllBytes(Path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Throws<InvalidInputException>(() => CheckpointFile.Read(Path, "task"));
        }
    }

    [Fact]
    public void A_change_of_any_byte_is_found()
    {
        CheckpointFile.Write(Path, Checkpoint);
        var whole = File.ReadAllBytes(Path);

        for (var index = 0; index < whole.Length; index++)
        {
            whole[index] ^= 0x10;
            File.WriteAllBytes(Path, whole);
            Assert.Throws<InvalidInputException>(() => CheckpointFile.Read(Path, "task"));
            whole[index] ^= 0x10;
        }
    }

    [Fact]
    public void A_missing_file_is_a_fault_with_its_path()
    {
        var error = Assert.Throws<InvalidInputException>(() => CheckpointFile.Read(Path, "task"));

        Assert.Equal(Path, Assert.Single(error.Faults).Place.Source);
    }

    [Fact]
    public void A_checkpoint_of_the_other_engine_is_refused_in_words()
    {
        CheckpointFile.Write(Path, Checkpoint with { Fingerprint = "torchsharp:task" });

        var error = Assert.Throws<InvalidInputException>(() => CheckpointFile.Read(Path, "managed:task"));
        var another = Assert.Throws<InvalidInputException>(() => CheckpointFile.Read(Path, "managed:another"));

        Assert.Contains("written by the engine 'torchsharp' and cannot be continued by 'managed'", error.Message, StringComparison.Ordinal);
        Assert.Contains("other modules, data or settings", another.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Values)> Values(TrainedState state) =>
        state.Tensors.Select(tensor => (tensor.Name, string.Join(' ', tensor.Values.ToArray())));
}
