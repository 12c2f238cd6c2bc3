using AutoPeft.Tensors.Autograd;
using AutoPeft.Tensors.Kernels;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.Threading;

namespace AutoPeft.Tensors.Engines;

/// <summary>The engine written in C#: 32-bit floats on the CPU, vector instructions, no native code.</summary>
/// <remarks>
/// Equal inputs give equal bits on machines of one type, for any number of threads and whatever else uses the engine.
/// Memory of results is pooled, so a steady training step allocates no arrays.
/// </remarks>
public sealed class ManagedEngine : ITensorEngine
{
    /// <summary>Elements of an element-wise operation that one thread takes at a time: 64 KiB of each operand.</summary>
    internal const int ElementGrain = 16384;

    private readonly ThreadLocal<ThreadScopes> _scopes = new(() => new());
    private long _lastNumber;

    /// <summary>An engine with these options, the defaults if there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one thread, or a negative number of bytes.</exception>
    public ManagedEngine(ManagedEngineOptions? options = null)
        : this(options ?? new(), KernelSet.Best())
    {
    }

    internal ManagedEngine(ManagedEngineOptions options, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var retained = options.RetainedBytes ?? (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        ArgumentOutOfRangeException.ThrowIfNegative(retained);

        Kernels = kernels;
        Pool = new(retained);
        Crew = new(options.Threads);
        Matrices = new(kernels.Tiles, Pool, Crew);
        SmallMatrices = new(kernels.Tiles);
    }

    /// <inheritdoc/>
    public string Name => "managed";

    /// <summary>The bytes of all tensors that live now, of weights, gradients, moments and results.</summary>
    /// <remarks>
    /// What a training needs, whatever the pool keeps for later: a buffer is up to a fifth larger than its tensor, and packed forms
    /// of frozen weights, which all trainings of a process share, are not counted.
    /// </remarks>
    public long UsedBytes => Pool.Meter.UsedBytes;

    /// <summary>The most bytes that lived at once since the start, or since <see cref="ForgetPeak"/>.</summary>
    public long PeakBytes => Pool.Meter.PeakBytes;

    /// <summary>Measures the peak anew from what lives now.</summary>
    public void ForgetPeak() => Pool.Meter.ForgetPeak();

    internal KernelSet Kernels { get; }

    internal BufferPool Pool { get; }

    internal WorkCrew Crew { get; }

    internal MatrixMultiplier Matrices { get; }

    internal SmallMultiplier SmallMatrices { get; }

    internal ThreadScopes Scopes => _scopes.Value!;

    /// <inheritdoc/>
    public Tensor Constant(ReadOnlySpan<float> values, Shape shape) => Leaf(values, shape, requiresGradient: false);

    /// <inheritdoc/>
    public Tensor StepConstant(ReadOnlySpan<float> values, Shape shape)
    {
        CheckCount(values, shape);
        var constant = Result(shape);
        values.CopyTo(constant.Data.Span);

        return constant;
    }

    /// <inheritdoc/>
    public Tensor Parameter(ReadOnlySpan<float> values, Shape shape) => Leaf(values, shape, requiresGradient: true);

    /// <inheritdoc/>
    public IDisposable NoGradient() => Scopes.Pause();

    /// <inheritdoc/>
    public IDisposable StepScope() => Scopes.Open();

    /// <inheritdoc/>
    public ILocalScope LocalScope() => Scopes.OpenLocal();

    /// <inheritdoc/>
    public void Dispose()
    {
        Crew.Dispose();
        _scopes.Dispose();
    }

    /// <summary>A number greater than all before.</summary>
    internal long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>A new result with any content, under the innermost scope.</summary>
    internal ManagedTensor Result(Shape shape) => Result(shape, Pool.Rent(shape.Count));

    /// <summary>A new result of these elements, whose reference it takes over, under the innermost scope.</summary>
    internal ManagedTensor Result(Shape shape, TensorBuffer data)
    {
        var result = new ManagedTensor(this, shape, data, isLeaf: false);
        Scopes.Add(result);
        return result;
    }

    /// <summary>Whether a result of these operands must be put on the tape.</summary>
    internal bool Records(ManagedTensor first, ManagedTensor? second = null, ManagedTensor? third = null) =>
        (first.RequiresGradient || second is { RequiresGradient: true } || third is { RequiresGradient: true })
        && Scopes.Records;

    private ManagedTensor Leaf(ReadOnlySpan<float> values, Shape shape, bool requiresGradient)
    {
        CheckCount(values, shape);
        var data = new TensorBuffer(shape.Count, pool: null);
        Pool.Meter.Take(shape.Count);
        values.CopyTo(data.Span);
        var leaf = new ManagedTensor(this, shape, data, isLeaf: true);
        if (requiresGradient)
        {
            leaf.RequireGradient();
        }

        return leaf;
    }

    private static void CheckCount(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}.", nameof(values));
        }
    }
}
