using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Autograd;
using AutoPeft.Tensors.Kernels.Activations;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Engines;

/// <summary>A tensor of the managed engine: its memory, its place on the tape, and the way to the operations.</summary>
internal sealed class ManagedTensor(ManagedEngine engine, Shape shape, TensorBuffer data, bool isLeaf) : Tensor
{
    private TensorBuffer? _data = data;
    private ManagedTensor? _gradient;
    private long _lastVisit;

    public ManagedEngine Engine => engine;

    public override Shape Shape => shape;

    public override bool RequiresGradient => Gradients is not null;

    public override Tensor? Gradient => IsLeaf && Gradients?.Value is { } sum ? _gradient ??= new(engine, shape, sum, false) : null;

    /// <summary>Whether it was made from numbers rather than by an operation.</summary>
    public bool IsLeaf { get; } = isLeaf;

    /// <summary>The elements.</summary>
    public TensorBuffer Data => _data ?? throw new ObjectDisposedException(nameof(Tensor), $"The tensor {shape} was freed.");

    /// <summary>Where its gradient is summed up; null if it requires none.</summary>
    public GradientSlot? Gradients { get; private set; }

    /// <summary>How it came about; null for leaves and for results that require no gradient.</summary>
    public TapeEntry? Entry { get; private set; }

    /// <summary>The packed forms of a constant matrix; null for every other tensor.</summary>
    public PackedWeight? Packed { get; } = isLeaf && shape.Rank == 2 ? new(shape) : null;

    public override void CopyTo(Span<float> destination)
    {
        CheckCount(destination.Length, nameof(destination));
        Data.Span.CopyTo(destination);
    }

    public override void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckCount(source.Length, nameof(source));
        CheckLeaf(nameof(CopyFrom));
        source.CopyTo(Data.Span);
        Packed?.Forget();
    }

    public override float Item() => shape.Count == 1
        ? Data.Span[0]
        : throw new InvalidOperationException($"A tensor of shape {shape} has no only element.");

    public override Tensor Linear(Tensor weight, Tensor? bias = null) =>
        LinearOperation.Apply(this, Own(weight), bias is null ? null : Own(bias));

    public override Tensor MatrixProduct(Tensor right) => MatrixOperation.Product(this, Own(right));

    public override Tensor Transpose() => MatrixOperation.Transpose(this);

    public override Tensor Add(Tensor other) => ArithmeticOperation.Add(this, Own(other));

    public override Tensor Multiply(Tensor other) => ArithmeticOperation.Multiply(this, Own(other));

    public override Tensor Scale(float factor) => ArithmeticOperation.Scale(this, factor);

    public override Tensor Relu() => ActivationOperation.Apply<ReluActivation>(this);

    public override Tensor Gelu() => ActivationOperation.Apply<GeluActivation>(this);

    public override Tensor GeluTanh() => ActivationOperation.Apply<GeluTanhActivation>(this);

    public override Tensor Tanh() => ActivationOperation.Apply<TanhActivation>(this);

    public override Tensor Sigmoid() => ActivationOperation.Apply<SigmoidActivation>(this);

    public override Tensor Silu() => ActivationOperation.Apply<SiluActivation>(this);

    public override Tensor Softmax() => SoftmaxOperation.Apply(this);

    public override Tensor LayerNorm(Tensor weight, Tensor bias, float epsilon) =>
        NormOperation.LayerNorm(this, Own(weight), Own(bias), epsilon);

    public override Tensor RmsNorm(Tensor weight, float epsilon) => NormOperation.RmsNorm(this, Own(weight), epsilon);

    public override Tensor Attention(Tensor key, Tensor value, AttentionMask mask, int heads) =>
        AttentionOperation.Apply((this, Own(key), Own(value)), mask, heads);

    public override Tensor Rotate(RotaryAngles angles, ImmutableArray<int> positions = default) => RotaryOperation.Apply(this, angles, positions);

    public override Tensor RepeatHeads(int heads, int times) =>
        times == 1 ? this : RepeatHeadsOperation.Apply(this, heads, times);

    public override Tensor Prepend(Tensor prefix) => TokenOperation.Prepend(this, Own(prefix));

    public override Tensor Gather(ReadOnlySpan<int> ids, Shape shape) => GatherOperation.Apply(this, ids, shape);

    public override Tensor SelectToken(int position) => TokenOperation.Select(this, position);

    public override Tensor MeanOverTokens(ReadOnlySpan<int> lengths) => TokenMeanOperation.Apply(this, lengths);

    public override Tensor Reshape(Shape shape) => LayoutOperation.Reshape(this, shape);

    public override Tensor SliceLast(int start, int count) => LayoutOperation.SliceLast(this, start, count);

    public override Tensor SliceFirst(int start, int count) => PartOperation.Slice(this, start, count);

    public override Tensor Concatenate(params ReadOnlySpan<Tensor> others)
    {
        var parts = new ManagedTensor[others.Length + 1];
        parts[0] = this;
        for (var i = 0; i < others.Length; i++)
        {
            parts[i + 1] = Own(others[i]);
        }

        return PartOperation.Concatenate(parts);
    }

    public override Tensor Dropout(float fraction, RandomKey key) => DropoutOperation.Apply(this, fraction, key);

    public override Tensor CrossEntropy(ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights = default) =>
        CrossEntropyOperation.Apply(this, targets, classWeights);

    public override Tensor MeanSquaredError(ReadOnlySpan<float> targets) => SquaredErrorOperation.Apply(this, targets);

    public override Tensor Sum() => SumOperation.Apply(this);

    public override void Backward() => BackwardPass.From(this);

    public override void ClearGradient()
    {
        CheckLeaf(nameof(ClearGradient));
        Gradients?.Clear();
    }

    public override double GradientSquaredNorm()
    {
        CheckLeaf(nameof(GradientSquaredNorm));
        return Gradients?.Value is { } sum ? SumOperation.OfSquares(sum.Span) : 0;
    }

    public override void ApplyAdamW(Tensor firstMoment, Tensor secondMoment, in AdamWStep step)
    {
        CheckLeaf(nameof(ApplyAdamW));
        AdamWOperation.Apply(this, Own(firstMoment), Own(secondMoment), step);
        Packed?.Forget();
    }

    /// <summary>Makes a leaf trainable.</summary>
    public void RequireGradient() => Gradients = new(engine, shape.Count, IsLeaf);

    /// <summary>Puts this result on the tape.</summary>
    /// <param name="operands">What it was made from.</param>
    /// <param name="saved">Buffers the backward action reads; their references are taken over.</param>
    /// <param name="backward">Sends the gradient it is given to the operands that require one.</param>
    public void Record(ManagedTensor[] operands, TensorBuffer[] saved, Action<TensorBuffer> backward)
    {
        Gradients = new(engine, shape.Count, isLeaf: false);
        Entry = new(engine.NextNumber(), operands, saved, backward);
    }

    /// <summary>Puts this part of another tensor on the tape: its gradient is summed up where that tensor's is.</summary>
    /// <param name="whole">What it is a part of.</param>
    /// <param name="start">Its first element there.</param>
    public void RecordPart(ManagedTensor whole, int start)
    {
        Gradients = new GradientPart(whole.Gradients!, engine, (start, shape.Count));
        Entry = new(engine.NextNumber(), [whole], [], static _ => { });
    }

    /// <summary>Whether a backward pass has to send a gradient on from here and comes by for the first time.</summary>
    public bool Visit(long pass)
    {
        var first = Entry is not null && _lastVisit != pass;
        _lastVisit = pass;
        return first;
    }

    /// <summary>Sends the gradient to the operands, and lets go of it.</summary>
    public void SendGradientBack()
    {
        if (Gradients!.Value is { } gradient)
        {
            Entry!.Backward(gradient);
            Gradients.Clear();
        }
    }

    /// <summary>Gives everything back: its scope has ended.</summary>
    public void Free()
    {
        Dispose(disposing: true);
        foreach (var buffer in Entry?.Saved ?? [])
        {
            buffer.Dispose();
        }

        Entry = null;
    }

    /// <summary>Gives back the elements. What a later backward pass needs of them is kept until the scope ends.</summary>
    protected override void Dispose(bool disposing)
    {
        if (IsLeaf && _data is not null)
        {
            engine.Pool.Meter.GiveBack(shape.Count); // buffers of leaves are not the pool's
            Gradients?.Forget();
        }

        _data?.Dispose();
        _data = null;
        Packed?.Forget();
        base.Dispose(disposing);
    }

    private ManagedTensor Own(Tensor other) => other is ManagedTensor managed && ReferenceEquals(managed.Engine, engine)
        ? managed
        : throw new ArgumentException("The tensors belong to different engines.", nameof(other));

    private void CheckLeaf(string operation)
    {
        if (!IsLeaf)
        {
            throw new InvalidOperationException($"{operation} is for leaves; this tensor is the result of an operation.");
        }
    }

    private void CheckCount(int count, string name)
    {
        if (count != shape.Count)
        {
            throw new ArgumentException($"{count} elements do not fit the shape {shape}.", name);
        }
    }
}
