using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Operations;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    private static AttentionMask EverythingOf(params int[] lengths) => new([.. lengths]);

    [Fact]
    public void Attention_sees_everything() => Attends(EverythingOf(5, 5), tokens: 5, width: 6, heads: 2);

    [Fact]
    public void Attention_with_one_head_as_wide_as_a_register_tile() => Attends(EverythingOf(7), tokens: 7, width: 32, heads: 1);

    [Fact]
    public void Attention_with_wide_heads_hides_padding() => Attends(EverythingOf(0, 18, 5) with { PrefixLength = 1 }, tokens: 18, width: 64, heads: 2);

    [Fact]
    public void Attention_with_wide_heads_is_causal() => Attends(EverythingOf(9, 3) with { Causal = true, PrefixLength = 2 }, tokens: 9, width: 64, heads: 2);

    [Fact]
    public void Attention_hides_padding() => Attends(EverythingOf(2, 5, 1), tokens: 5, width: 6, heads: 3);

    [Fact]
    public void Attention_sees_a_prefix() =>
        Attends(EverythingOf(2, 4) with { PrefixLength = 3 }, tokens: 4, width: 6, heads: 2);

    [Fact]
    public void Attention_is_causal() => Attends(EverythingOf(5, 3) with { Causal = true }, tokens: 5, width: 4, heads: 2);

    [Fact]
    public void Attention_is_causal_behind_a_prefix() =>
        Attends(EverythingOf(5, 3) with { Causal = true, PrefixLength = 2 }, tokens: 5, width: 4, heads: 1);

    [Fact]
    public void A_query_that_sees_no_key_gives_zero() => Attends(EverythingOf(0, 2), tokens: 3, width: 4, heads: 2);

    [Fact]
    public void Attention_over_a_long_sequence()
    {
        using var scope = Engine.StepScope();
        var mask = EverythingOf(290) with { Causal = true };
        var operands = new[] { Operand.Normal(1, 1, 300, 8), Operand.Normal(2, 1, 300, 8), Operand.Normal(3, 1, 300, 8) };

        var result = Constant(operands[0]).Attention(Constant(operands[1]), Constant(operands[2]), mask, heads: 2);

        var plain = new PlainAttention(mask, (300, 300), 8, 2).Apply(operands[0].Values, operands[1].Values, operands[2].Values);
        OperationCheck.Close(plain, result.ToArray(), "result");
    }

    [Fact]
    public void Attention_over_a_long_sequence_adds_up_the_gradients_of_all_queries()
    {
        var value = Engine.Parameter(new float[300 * 2], new(1, 300, 2));
        using var scope = Engine.StepScope();
        using var zeros = Engine.Constant(new float[300 * 2], new(1, 300, 2));

        zeros.Attention(zeros, value, EverythingOf(300), heads: 1).Sum().Backward();

        OperationCheck.Close([.. Enumerable.Repeat(1.0, 600)], value.Gradient!.ToArray(), "gradient");
    }

    [Fact]
    public void One_tensor_may_be_query_key_and_value() => Check.Agrees(
        x => x[0].Attention(x[0], x[0], EverythingOf(3, 4), 2),
        x => new PlainAttention(EverythingOf(3, 4), (4, 4), 6, 2).Apply(x[0], x[0], x[0]),
        Operand.Normal(1, 2, 4, 6));

    [Fact]
    public void Attention_of_one_query_over_many_keys() => Attends(EverythingOf(2, 5, 0, 1), (1, 5), width: 6, heads: 3);

    [Fact]
    public void Attention_of_fewer_queries_than_keys_sees_a_prefix() =>
        Attends(EverythingOf(2, 4) with { PrefixLength = 3 }, (2, 7), width: 6, heads: 2);

    [Fact]
    public void Attention_of_more_queries_than_keys() => Attends(EverythingOf(2, 1), (5, 2), width: 4, heads: 2);

    private void Attends(AttentionMask mask, int tokens, int width, int heads) =>
        Attends(mask, (tokens, tokens + mask.PrefixLength), width, heads);

    private void Attends(AttentionMask mask, (int Queries, int Keys) tokens, int width, int heads)
    {
        var batch = mask.Lengths.Length;
        Check.Agrees(
            x => x[0].Attention(x[1], x[2], mask, heads),
            x => new PlainAttention(mask, tokens, width, heads).Apply(x[0], x[1], x[2]),
            Operand.Normal(1, batch, tokens.Queries, width),
            Operand.Normal(2, batch, tokens.Keys, width),
            Operand.Normal(3, batch, tokens.Keys, width));
    }
}
