using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.Optimizers;

/// <summary>AdamW over groups of parameters, with clipping of the gradient by its norm over all of them.</summary>
/// <remarks>Owns the moments; disposing it frees them, not the parameters. Not safe for concurrent use.</remarks>
public sealed class AdamW : IDisposable
{
    private readonly AdamWConfig _config;
    private readonly ImmutableArray<Slot> _slots;

    /// <summary>An optimiser at step 0.</summary>
    /// <exception cref="ArgumentException">Two parameters have the same name.</exception>
    public AdamW(ITensorEngine engine, IEnumerable<ParameterGroup> groups, AdamWConfig config)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(config);

        _config = config;
        _slots = [.. groups.SelectMany(
            group => group.Parameters.Select(parameter => Slot.Create(engine, parameter, group)))];
        if (_slots.Select(slot => slot.Name).Distinct(StringComparer.Ordinal).Count() != _slots.Length)
        {
            throw new ArgumentException("Every parameter needs a name of its own.", nameof(groups));
        }
    }

    /// <summary>The number of steps taken.</summary>
    public int Step { get; private set; }

    /// <summary>Updates every parameter that has a gradient and forgets the gradients.</summary>
    /// <param name="factor">The schedule's factor on every group's learning rate.</param>
    /// <returns>The norm of the gradient before clipping. Nothing is updated when it is not finite.</returns>
    public double Apply(double factor)
    {
        var norm = Math.Sqrt(_slots.Sum(slot => slot.Parameter.GradientSquaredNorm()));
        if (!double.IsFinite(norm))
        {
            return norm;
        }

        Step++;
        var scale = _config.MaximumGradientNorm is { } maximum && norm > maximum ? maximum / norm : 1;
        foreach (var slot in _slots)
        {
            if (slot.Parameter.Gradient is not null)
            {
                slot.Parameter.ApplyAdamW(slot.FirstMoment, slot.SecondMoment, StepOf(slot.Group, factor, scale));
                slot.Parameter.ClearGradient();
            }
        }

        return norm;
    }

    /// <summary>Copies the moments of every parameter, in the order of the groups.</summary>
    public ImmutableArray<ParameterState> Save() =>
        [.. _slots.Select(slot => new ParameterState(slot.Name, slot.FirstMoment.ToArray(), slot.SecondMoment.ToArray()))];

    /// <summary>Takes over the moments and the number of steps of an optimiser over the same parameters.</summary>
    /// <exception cref="ArgumentException">The parameters are not the same.</exception>
    public void Load(ImmutableArray<ParameterState> states, int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var same = states.Length == _slots.Length
            && states.Zip(_slots).All(pair => pair.First.Name == pair.Second.Name
                && pair.First.FirstMoment.Length == pair.Second.Parameter.Shape.Count
                && pair.First.SecondMoment.Length == pair.Second.Parameter.Shape.Count);
        if (!same)
        {
            throw new ArgumentException("The moments belong to other parameters.", nameof(states));
        }

        foreach (var (state, slot) in states.Zip(_slots))
        {
            slot.FirstMoment.CopyFrom(state.FirstMoment);
            slot.SecondMoment.CopyFrom(state.SecondMoment);
        }

        Step = step;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.FirstMoment.Dispose();
            slot.SecondMoment.Dispose();
        }
    }

    private AdamWStep StepOf(ParameterGroup group, double factor, double gradientScale) => new(
        Step,
        (float)(group.LearningRate * factor),
        _config.Beta1,
        _config.Beta2,
        _config.Epsilon,
        (float)group.WeightDecay,
        (float)gradientScale);

    private sealed record Slot(string Name, Tensor Parameter, Tensor FirstMoment, Tensor SecondMoment, ParameterGroup Group)
    {
        public static Slot Create(ITensorEngine engine, NamedTensor parameter, ParameterGroup group)
        {
            var zeros = new float[parameter.Tensor.Shape.Count];

            return new Slot(
                parameter.Name,
                parameter.Tensor,
                engine.Constant(zeros, parameter.Tensor.Shape),
                engine.Constant(zeros, parameter.Tensor.Shape),
                group);
        }
    }
}
