using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Tests.Loop;

public sealed class EvaluatorTests : IDisposable
{
    private readonly ToyTraining _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public void Predictions_and_loss_are_those_of_the_rows_one_by_one()
    {
        using var head = _toy.Model.CreateClassificationHead(ToyTask.Classes, default);
        using var model = TrainableModel.HeadOnly(_toy.Model, head);
        var data = ToyTraining.Validation;

        var evaluation = Evaluator.Evaluate(model, data, cache: null, TestContext.Current.CancellationToken);

        var loss = 0.0;
        for (var row = 0; row < data.Count; row++)
        {
            using var scope = _toy.Engine.StepScope();
            var batch = data.Batch([row]);
            var logits = head.Logits(_toy.Model.Encode(batch, ForwardContext.Evaluation), batch, ForwardContext.Evaluation);
            var values = logits.ToArray();
            Assert.Equal(values.Max(), values[evaluation.Predictions[row]]);
            loss += logits.CrossEntropy([data.LabelOf(row)]).Item();
        }

        Assert.Equal(loss / data.Count, evaluation.Loss, 1e-6); // float32 means of batches of 64
        Assert.Equal(data.Count, evaluation.Counts!.Total);
    }
}
