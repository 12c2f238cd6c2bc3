using AutoPeft.TestKit.Training;

namespace AutoPeft.Training.Tests.Loop;

public sealed class TrainingTaskTests : IDisposable
{
    private const int Rows = 5000;

    private readonly ToyTraining _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public void Steps_are_counted_in_no_memory_however_many_rows_there_are()
    {
        using var model = _toy.HeadOnly();
        var task = ToyTraining.Task(model) with { Train = ToyTask.Rows(1, Rows) };
        var steps = task.TotalSteps;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            steps = Math.Min(steps, task.TotalSteps);
        }

        Assert.Equal(3 * 313, steps);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows * sizeof(int)); // less than the rows' numbers once
    }
}
