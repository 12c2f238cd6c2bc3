using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Models;

/// <summary>What a decoder must compute beside what every model must: predictions of next tokens.</summary>
public abstract class DecoderConformance(string reference) : TransformerConformance(reference)
{
    [Fact]
    public void Next_token_logits_loss_and_every_gradient_are_those_of_PyTorch()
    {
        using var model = Load(trainable: true);
        using var head = model.CreateHead(HeadKind.NextToken, outputs: 1, default);
        using var scope = Engine.StepScope();

        var logits = head.Logits(model.Encode(Reference.Batch, ForwardContext.Evaluation), Reference.Batch, ForwardContext.Evaluation);
        var loss = logits.Reshape(new Shape(logits.Shape.Rows, logits.Shape.Last)).CrossEntropy(Targets());
        loss.Backward();

        CheckHidden("next.logits", logits);
        Closeness.Check(Reference.Expected("next.loss"), loss.ToArray(), Tolerance, "loss");
        CheckGradients("next.gradient.", model.Weights);
    }

    [Fact]
    public void A_token_sees_nothing_of_what_follows_it()
    {
        using var model = Load(trainable: false);
        using var scope = Engine.StepScope();
        var changed = Reference.Batch with { Ids = Reference.Batch.Ids.SetItem(8, 11) };

        var before = model.Encode(Reference.Batch, ForwardContext.Evaluation).ToArray();
        var after = model.Encode(changed, ForwardContext.Evaluation).ToArray();

        var seen = 8 * model.Shape.HiddenSize;
        Assert.Equal(before[..seen], after[..seen]);
        Assert.NotEqual(before[seen..(seen + 1)], after[seen..(seen + 1)]);
    }

    private int[] Targets()
    {
        var batch = Reference.Batch;

        return
        [
            .. Enumerable.Range(0, batch.Ids.Length)
                .Select(i => (i % batch.Length) + 1 < batch.Lengths[i / batch.Length] ? batch.Ids[i + 1] : -1),
        ];
    }
}
