using System.Runtime.InteropServices;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Autograd;
using AutoPeft.Tensors.TorchSharp.Operations;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>The engine on libtorch: CPU or CUDA, libtorch's own autograd.</summary>
/// <remarks>
/// Results agree with the managed engine's up to rounding, not bit for bit, and may depend on the number of threads and on the
/// device. Step scopes are TorchSharp's dispose scopes, so temporary tensors inside an operation end with them too.
/// </remarks>
public sealed class TorchEngine : ITensorEngine
{
    private readonly ThreadLocal<ThreadSteps> _states = new(() => new(), trackAllValues: true);
    private readonly bool _recompute;

    /// <summary>An engine with these options, the defaults if there are none. Loads libtorch.</summary>
    /// <exception cref="ArgumentException">The device's name means nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than one thread.</exception>
    /// <exception cref="EngineUnavailableException">libtorch cannot be loaded, or the machine has no such device.</exception>
    public TorchEngine(TorchEngineOptions? options = null)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        Device = TorchDevices.Open(options.Device);
        IsReduced = options.Precision == ComputePrecision.BrainFloat;
        _recompute = options.Recompute;
        torch.set_num_threads(options.Threads);
    }

    /// <inheritdoc/>
    public string Name => "torchsharp";

    /// <summary>Where tensors live.</summary>
    internal torch.Device Device { get; }

    /// <summary>Whether products are computed with 16-bit numbers.</summary>
    internal bool IsReduced { get; }

    /// <summary>Whether attention is one call of libtorch; off, it is written out. Off where the library lacks the call.</summary>
    internal bool FusesAttention { get; set; } = true;

    /// <summary>The rotation tables of models, made when first used.</summary>
    internal RotaryTables Rotations { get; } = new();

    /// <summary>What the calling thread has open.</summary>
    internal ThreadSteps State => _states.Value!;

    /// <summary>The names of the devices that libtorch can compute on here, <c>cpu</c> first.</summary>
    /// <exception cref="EngineUnavailableException">libtorch cannot be loaded.</exception>
    public static IReadOnlyList<string> FindDevices() => TorchDevices.Find();

    /// <inheritdoc/>
    public Tensor Constant(ReadOnlySpan<float> values, Shape shape) => Leaf(values, shape);

    /// <inheritdoc/>
    public Tensor StepConstant(ReadOnlySpan<float> values, Shape shape)
    {
        CheckCount(values, shape);
        return Result(shape, Transfers.ToDevice(values, shape, Device));
    }

    /// <inheritdoc/>
    public Tensor Parameter(ReadOnlySpan<float> values, Shape shape)
    {
        var leaf = Leaf(values, shape);
        leaf.Value.requires_grad = true;
        return leaf;
    }

    /// <inheritdoc/>
    public IDisposable NoGradient() => new NoGradientSection();

    /// <inheritdoc/>
    public IDisposable StepScope() => new StepScope(State);

    /// <inheritdoc/>
    public ILocalScope LocalScope() => new LocalScope();

    /// <inheritdoc/>
    public Tensor Recompute(Tensor input, Func<Tensor, Tensor> part)
    {
        ArgumentNullException.ThrowIfNull(part);

        return _recompute && State.MayRecompute ? RecomputedPart.Apply(this, (TorchTensor)input, part) : part(input);
    }

    /// <inheritdoc/>
    public string? OutOfMemoryWords(Exception fault) => fault switch
    {
        OutOfMemoryException => fault.Message,
        ExternalException when TorchDevices.IsOutOfMemory(fault.Message) => TorchDevices.FirstLine(fault.Message),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _states.Values)
        {
            state.Dispose();
        }

        _states.Dispose();
    }

    /// <summary>A result of an operation. The thread's innermost scope owns the value already.</summary>
    internal TorchTensor Result(Shape shape, torch.Tensor value) => new(this, shape, value, isLeaf: false);

    private TorchTensor Leaf(ReadOnlySpan<float> values, Shape shape)
    {
        CheckCount(values, shape);
        var value = Transfers.ToDevice(values, shape, Device).DetachFromDisposeScope();
        return new(this, shape, value, isLeaf: true);
    }

    private static void CheckCount(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}.", nameof(values));
        }
    }
}
