using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Autograd;
using AutoPeft.Tensors.TorchSharp.Operations;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>A tensor of libtorch, and the way to the operations.</summary>
internal sealed class TorchTensor(TorchEngine engine, Shape shape, torch.Tensor value, bool isLeaf) : Tensor
{
    private torch.Tensor? _reduced;

    public TorchEngine Engine => engine;

    public override Shape Shape => shape;

    public override bool RequiresGradient => Value.requires_grad;

    public override Tensor? Gradient => Value.grad is { } gradient ? engine.Result(shape, gradient) : null;

    /// <summary>libtorch's tensor.</summary>
    public torch.Tensor Value =>
        value.IsInvalid ? throw new ObjectDisposedException(nameof(Tensor), $"The tensor {shape} was freed.") : value;

    /// <summary>The value as matrix products take it. The 16-bit form of a frozen weight is made once.</summary>
    public torch.Tensor Factor
    {
        get
        {
            if (!engine.IsReduced)
            {
                return Value;
            }

            return isLeaf && shape.Rank == 2 && !Value.requires_grad ? Reduced() : Value.to(torch.bfloat16);
        }
    }

    /// <summary>The value as everything else takes it.</summary>
    public torch.Tensor Full => engine.IsReduced ? Value.to(torch.float32) : Value;

    public override void CopyTo(Span<float> destination)
    {
        CheckCount(destination.Length, nameof(destination));
        Transfers.ToHost(Value, destination);
    }

    public override void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckCount(source.Length, nameof(source));
        CheckLeaf(nameof(CopyFrom));
        Transfers.Overwrite(Value, source, shape);
        Forget();
    }

    public override float Item() => shape.Count == 1
        ? Value.ToSingle()
        : throw new InvalidOperationException($"A tensor of shape {shape} has no only element.");

    public override Tensor Linear(Tensor weight, Tensor? bias = null) =>
        TorchProducts.Linear(this, Own(weight), bias is null ? null : Own(bias));

    public override Tensor MatrixProduct(Tensor right) => TorchProducts.Product(this, Own(right));

    public override Tensor Transpose() => TorchLayout.Transpose(this);

    public override Tensor Add(Tensor other) => TorchArithmetic.Add(this, Own(other));

    public override Tensor Multiply(Tensor other) => TorchArithmetic.Multiply(this, Own(other));

    public override Tensor Scale(float factor) => TorchArithmetic.Scale(this, factor);

    public override Tensor Relu() => engine.Result(shape, Value.relu());

    public override Tensor Gelu() => engine.Result(shape, Value.gelu());

    public override Tensor GeluTanh() => engine.Result(shape, TorchActivations.GeluTanh(Value));

    public override Tensor Tanh() => engine.Result(shape, Value.tanh());

    public override Tensor Sigmoid() => engine.Result(shape, Value.sigmoid());

    public override Tensor Silu() => engine.Result(shape, Value.silu());

    public override Tensor Softmax() => TorchNorms.Softmax(this);

    public override Tensor LayerNorm(Tensor weight, Tensor bias, float epsilon) =>
        TorchNorms.LayerNorm(this, Own(weight), Own(bias), epsilon);

    public override Tensor RmsNorm(Tensor weight, float epsilon) => TorchNorms.RmsNorm(this, Own(weight), epsilon);

    public override Tensor Attention(Tensor key, Tensor value, AttentionMask mask, int heads) =>
        TorchAttention.Apply((this, Own(key), Own(value)), mask, heads);

    public override Tensor Rotate(RotaryAngles angles, ImmutableArray<int> positions = default) => TorchHeads.Rotate(this, angles, positions);

    public override Tensor RepeatHeads(int heads, int times) => times == 1 ? this : TorchHeads.Repeat(this, heads, times);

    public override Tensor Prepend(Tensor prefix) => TorchTokens.Prepend(this, Own(prefix));

    public override Tensor Gather(ReadOnlySpan<int> ids, Shape shape) => TorchTokens.Gather(this, ids, shape);

    public override Tensor SelectToken(int position) => TorchTokens.Select(this, position);

    public override Tensor MeanOverTokens(ReadOnlySpan<int> lengths) => TorchTokens.Mean(this, lengths);

    public override Tensor Reshape(Shape shape) => TorchLayout.Reshape(this, shape);

    public override Tensor SliceLast(int start, int count) => TorchLayout.SliceLast(this, start, count);

    public override Tensor SliceFirst(int start, int count) => TorchLayout.SliceFirst(this, start, count);

    public override Tensor Concatenate(params ReadOnlySpan<Tensor> others)
    {
        var parts = new TorchTensor[others.Length + 1];
        parts[0] = this;
        for (var i = 0; i < others.Length; i++)
        {
            parts[i + 1] = Own(others[i]);
        }

        return TorchLayout.Concatenate(parts);
    }

    public override Tensor Dropout(float fraction, RandomKey key) => TorchDropout.Apply(this, fraction, key);

    public override Tensor CrossEntropy(ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights = default) =>
        TorchLosses.CrossEntropy(this, targets, classWeights);

    public override Tensor MeanSquaredError(ReadOnlySpan<float> targets) => TorchLosses.MeanSquaredError(this, targets);

    public override Tensor Sum() => engine.Result(default, Full.sum());

    public override void Backward() => BackwardPass.From(this);

    public override void ClearGradient()
    {
        CheckLeaf(nameof(ClearGradient));
        Value.grad = null;
    }

    public override double GradientSquaredNorm()
    {
        CheckLeaf(nameof(GradientSquaredNorm));
        return TorchAdamW.SquaredNorm(Value);
    }

    public override void ApplyAdamW(Tensor firstMoment, Tensor secondMoment, in AdamWStep step)
    {
        CheckLeaf(nameof(ApplyAdamW));
        TorchAdamW.Apply(this, Own(firstMoment), Own(secondMoment), step);
        Forget();
    }

    /// <summary>Throws unless this is a leaf.</summary>
    public void CheckLeaf(string operation)
    {
        if (!isLeaf)
        {
            throw new InvalidOperationException($"{operation} is for leaves; this tensor is the result of an operation.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        value.Dispose();
        Forget();
        base.Dispose(disposing);
    }

    private TorchTensor Own(Tensor other) => other is TorchTensor torchTensor && ReferenceEquals(torchTensor.Engine, engine)
        ? torchTensor
        : throw new ArgumentException("The tensors belong to different engines.", nameof(other));

    /// <summary>Several trials may use a frozen weight at once: the first to come makes the form that all use.</summary>
    private torch.Tensor Reduced()
    {
        if (Volatile.Read(ref _reduced) is { } made)
        {
            return made;
        }

        var making = Value.to(torch.bfloat16).DetachFromDisposeScope();
        if (Interlocked.CompareExchange(ref _reduced, making, null) is { } first)
        {
            making.Dispose();
            return first;
        }

        return making;
    }

    private void Forget() => Interlocked.Exchange(ref _reduced, null)?.Dispose();

    private void CheckCount(int count, string name)
    {
        if (count != shape.Count)
        {
            throw new ArgumentException($"{count} elements do not fit the shape {shape}.", name);
        }
    }
}
