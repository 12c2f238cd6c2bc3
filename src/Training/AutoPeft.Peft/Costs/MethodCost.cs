namespace AutoPeft.Peft.Costs;

/// <summary>What one method costs in the layers that have it, from shapes alone.</summary>
public sealed record MethodCost
{
    private readonly double? _kept;

    /// <summary>Numbers that training changes, biases and re-parameterisation included.</summary>
    public required long Trainable { get; init; }

    /// <summary>Parameters as the method's paper counts them.</summary>
    public required long Counted { get; init; }

    /// <summary>Numbers written to an exported checkpoint.</summary>
    public required long Saved { get; init; }

    /// <summary>
    /// Extra floating-point operations of the forward pass of one training batch, one multiply-add being two.
    /// </summary>
    public required double ForwardFlops { get; init; }

    /// <summary>
    /// Extra floating-point operations of inference on the same batch, after merging and folding what can be.
    /// </summary>
    public required double InferenceFlops { get; init; }

    /// <summary>Extra numbers that the forward pass of one training batch holds while the layers with modules compute.</summary>
    public required double Activations { get; init; }

    /// <summary>
    /// Those of them that the backward pass needs, and that live on when their layer is done. Default: a quarter, which is what
    /// products of small trained matrices keep on average over the catalogue.
    /// </summary>
    public double Kept
    {
        get => _kept ?? (Activations / 4);
        init => _kept = value;
    }

    /// <summary>The cost of nothing.</summary>
    public static MethodCost Zero { get; } = new()
    {
        Trainable = 0,
        Counted = 0,
        Saved = 0,
        ForwardFlops = 0,
        InferenceFlops = 0,
        Activations = 0,
    };

    /// <summary>Both together.</summary>
    public static MethodCost operator +(MethodCost left, MethodCost right)
    {
        ArgumentNullException.ThrowIfNull(left);

        return left.Add(right);
    }

    /// <summary>The cost of so many modules that cost the same.</summary>
    public MethodCost Times(int count) => new()
    {
        Trainable = count * Trainable,
        Counted = count * Counted,
        Saved = count * Saved,
        ForwardFlops = count * ForwardFlops,
        InferenceFlops = count * InferenceFlops,
        Activations = count * Activations,
        Kept = count * Kept,
    };

    /// <summary>Both together.</summary>
    public MethodCost Add(MethodCost other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return new()
        {
            Trainable = Trainable + other.Trainable,
            Counted = Counted + other.Counted,
            Saved = Saved + other.Saved,
            ForwardFlops = ForwardFlops + other.ForwardFlops,
            InferenceFlops = InferenceFlops + other.InferenceFlops,
            Activations = Activations + other.Activations,
            Kept = Kept + other.Kept,
        };
    }
}
