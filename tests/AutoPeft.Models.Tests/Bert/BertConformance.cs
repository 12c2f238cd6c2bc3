using AutoPeft.Models.Bert;
using AutoPeft.Models.Extensions;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Models.Tests.Bert;

/// <summary>What a BERT must compute, its masked language head included.</summary>
public abstract class BertConformance() : TransformerConformance("bert")
{
    [Fact]
    public void Masked_logits_loss_and_every_gradient_are_those_of_PyTorch()
    {
        using var model = (BertModel)Load(trainable: true);
        using var head = CreateHead(model);
        using var scope = Engine.StepScope();

        var hidden = model.Encode(Reference.Batch, ForwardContext.Evaluation);
        var logits = head.Logits(hidden, Reference.Numbers("masked_positions").AsSpan());
        var loss = logits.CrossEntropy(Reference.Numbers("masked_targets").AsSpan());
        loss.Backward();

        Closeness.Check(Reference.Expected("masked.logits"), logits.ToArray(), Tolerance, "logits");
        Closeness.Check(Reference.Expected("masked.loss"), loss.ToArray(), Tolerance, "loss");
        CheckGradients("masked.gradient.", [.. model.Weights, .. head.Parameters]);
    }

    private BertMaskedLanguageHead CreateHead(BertModel model)
    {
        var head = BertMaskedLanguageHead.Create(model, default);
        foreach (var (name, tensor) in head.Parameters)
        {
            tensor.CopyFrom(Reference.Weight(name));
        }

        return head;
    }
}
