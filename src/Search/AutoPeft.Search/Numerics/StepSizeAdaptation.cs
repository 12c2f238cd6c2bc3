namespace AutoPeft.Search.Numerics;

/// <summary>Finds the step size at which trajectories are accepted as often as wanted: dual averaging.</summary>
/// <remarks>Hoffman and Gelman, "The No-U-Turn Sampler", 2014, section 3.2.1 with its constants γ = 0.05, t₀ = 10, κ = 0.75.</remarks>
/// <param name="first">The step size to start from. Positive.</param>
/// <param name="target">The acceptance probability to aim at.</param>
internal sealed class StepSizeAdaptation(double first, double target)
{
    private readonly double _center = Math.Log(10 * first);
    private double _error;
    private double _averageLog;
    private int _count;

    /// <summary>The step size to try next.</summary>
    public double Current { get; private set; } = first;

    /// <summary>The step size to keep.</summary>
    public double Average => _count == 0 ? Current : Math.Exp(_averageLog);

    /// <summary>Learns how often the last trajectory was accepted.</summary>
    public void Observe(double acceptance)
    {
        _count++;
        _error += (target - acceptance - _error) / (_count + 10);
        var log = _center - (Math.Sqrt(_count) / 0.05 * _error);
        var weight = Math.Pow(_count, -0.75);
        _averageLog = (weight * log) + ((1 - weight) * _averageLog);
        Current = Math.Exp(log);
    }
}
