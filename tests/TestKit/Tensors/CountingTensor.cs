using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.TestKit.Tensors;

/// <summary>A tensor of another engine that counts the operations it is asked for.</summary>
/// <param name="inner">The tensor that computes.</param>
/// <param name="count">What counts.</param>
internal sealed class CountingTensor(Tensor inner, OperationCount count) : Tensor
{
    public Tensor Inner => inner;

    public override Shape Shape => inner.Shape;

    public override bool RequiresGradient => inner.RequiresGradient;

    public override Tensor? Gradient => inner.Gradient is { } gradient ? Uncounted(gradient) : null;

    public override void CopyTo(Span<float> destination) => inner.CopyTo(destination);

    public override void CopyFrom(ReadOnlySpan<float> source) => inner.CopyFrom(source);

    public override float Item() => inner.Item();

    public override Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        count.Product(Shape.Rows, Shape.Last, weight.Shape[0]);

        return Uncounted(inner.Linear(Of(weight), bias is null ? null : Of(bias)));
    }

    public override Tensor MatrixProduct(Tensor right)
    {
        count.Product(Shape[0], Shape[1], right.Shape[1]);

        return Uncounted(inner.MatrixProduct(Of(right)));
    }

    // Every query with every key, whatever the mask hides: [T, C/H] · [C/H, S] and [T, S] · [S, C/H], for each of H heads.
    public override Tensor Attention(Tensor key, Tensor value, AttentionMask mask, int heads)
    {
        count.Product(2L * Shape[0] * Shape[1], Shape.Last, key.Shape[1]);

        return Uncounted(inner.Attention(Of(key), Of(value), mask, heads));
    }

    public override Tensor Add(Tensor other) => Counted(inner.Add(Of(other)));

    public override Tensor Multiply(Tensor other) => Counted(inner.Multiply(Of(other)));

    public override Tensor Scale(float factor) => Counted(inner.Scale(factor));

    public override Tensor Relu() => Counted(inner.Relu());

    public override Tensor Gelu() => Counted(inner.Gelu());

    public override Tensor GeluTanh() => Counted(inner.GeluTanh());

    public override Tensor Tanh() => Counted(inner.Tanh());

    public override Tensor Sigmoid() => Counted(inner.Sigmoid());

    public override Tensor Silu() => Counted(inner.Silu());

    public override Tensor Softmax() => Counted(inner.Softmax());

    public override Tensor LayerNorm(Tensor weight, Tensor bias, float epsilon) => Counted(inner.LayerNorm(Of(weight), Of(bias), epsilon));

    public override Tensor RmsNorm(Tensor weight, float epsilon) => Counted(inner.RmsNorm(Of(weight), epsilon));

    public override Tensor Rotate(RotaryAngles angles, ImmutableArray<int> positions = default) => Counted(inner.Rotate(angles, positions));

    public override Tensor MeanOverTokens(ReadOnlySpan<int> lengths) => Counted(inner.MeanOverTokens(lengths));

    public override Tensor CrossEntropy(ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights = default) =>
        Counted(inner.CrossEntropy(targets, classWeights));

    public override Tensor MeanSquaredError(ReadOnlySpan<float> targets) => Counted(inner.MeanSquaredError(targets));

    public override Tensor Sum() => Counted(inner.Sum());

    public override Tensor Transpose() => Uncounted(inner.Transpose());

    public override Tensor RepeatHeads(int heads, int times) => Uncounted(inner.RepeatHeads(heads, times));

    public override Tensor Prepend(Tensor prefix) => Uncounted(inner.Prepend(Of(prefix)));

    public override Tensor Gather(ReadOnlySpan<int> ids, Shape shape) => Uncounted(inner.Gather(ids, shape));

    public override Tensor SelectToken(int position) => Uncounted(inner.SelectToken(position));

    public override Tensor Reshape(Shape shape) => Uncounted(inner.Reshape(shape));

    public override Tensor SliceLast(int start, int count) => Uncounted(inner.SliceLast(start, count));

    public override Tensor SliceFirst(int start, int count) => Uncounted(inner.SliceFirst(start, count));

    public override Tensor Concatenate(params ReadOnlySpan<Tensor> others)
    {
        var own = new Tensor[others.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = Of(others[i]);
        }

        return Uncounted(inner.Concatenate(own));
    }

    public override Tensor Dropout(float fraction, RandomKey key) => fraction == 0 ? this : Counted(inner.Dropout(fraction, key));

    public override void Backward() => inner.Backward();

    public override void ClearGradient() => inner.ClearGradient();

    public override double GradientSquaredNorm() => inner.GradientSquaredNorm();

    public override void ApplyAdamW(Tensor firstMoment, Tensor secondMoment, in AdamWStep step) =>
        inner.ApplyAdamW(Of(firstMoment), Of(secondMoment), step);

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private static Tensor Of(Tensor tensor) => ((CountingTensor)tensor).Inner;

    private CountingTensor Counted(Tensor result)
    {
        count.Elements(result.Shape.Count);

        return Uncounted(result);
    }

    private CountingTensor Uncounted(Tensor result) => new(result, count);
}
