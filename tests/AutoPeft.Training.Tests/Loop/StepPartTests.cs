using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Tests.Loop;

public sealed class StepPartTests : IDisposable
{
    private readonly ToyTraining _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public void Rows_are_divided_evenly_and_in_order()
    {
        var parts = Parts(3, [5, 6, 7, 8, 9, 10, 11]);

        Assert.Equal(["5 6", "7 8", "9 10 11"], parts.Select(part => string.Join(' ', part.Rows)));
        Assert.Equal([2 / 7f, 2 / 7f, 3 / 7f], parts.Select(part => part.Share));
    }

    [Fact]
    public void There_are_as_many_parts_as_were_asked_for() =>
        Assert.Equal([2, 2, 2, 3], Parts(4, [.. Enumerable.Range(0, 9)]).Select(part => part.Rows.Length));

    [Fact]
    public void A_row_is_not_divided() => Assert.Equal(2, Parts(5, [3, 4]).Length);

    [Fact]
    public void Shares_are_those_of_the_classes_weights()
    {
        ImmutableArray<int> rows = [0, 1, 2, 3];
        ImmutableArray<float> weights = [1, 10, 100];

        var parts = Parts(2, rows, task => task with { ClassWeights = weights });

        var each = ToyTraining.Train.LabelsOf(rows).Select(label => weights[label]).ToArray();
        Assert.Equal((each[0] + each[1]) / each.Sum(), parts[0].Share, 1e-6);
        Assert.Equal((each[2] + each[3]) / each.Sum(), parts[1].Share, 1e-6);
    }

    [Fact]
    public void Rows_that_nothing_is_asked_of_are_left_out()
    {
        var rows = new EncodedDataset(
            "tags", [Tags(EncodedExample.Nothing), Tags(EncodedExample.Nothing), Tags(1), Tags(0)], new TaskShape(TaskKind.TokenClassification, 2));

        var parts = Parts(2, [0, 1, 2, 3], task => task with { Train = rows });

        var part = Assert.Single(parts);
        Assert.Equal([2, 3], part.Rows);
        Assert.Equal(1, part.Share);
        Assert.Single(Parts(2, [0, 1], task => task with { Train = rows }));
    }

    private static EncodedExample Tags(int first) =>
        new(new TokenSequence([7, 8], [0, 0]), 0) { Targets = [first, EncodedExample.Nothing] };

    private ImmutableArray<StepPart> Parts(int count, ImmutableArray<int> rows, Func<TrainingTask, TrainingTask>? change = null)
    {
        using var model = _toy.HeadOnly();
        var task = ToyTraining.Task(model);
        task = task with { Config = task.Config with { GradientAccumulation = count } };

        return StepPart.Of(change?.Invoke(task) ?? task, rows);
    }
}
