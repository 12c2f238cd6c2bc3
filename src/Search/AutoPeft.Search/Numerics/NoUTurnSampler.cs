using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Numerics;

/// <summary>Draws from a distribution of which the density and its gradient are known up to a constant: NUTS.</summary>
/// <remarks>
/// Hoffman and Gelman, "The No-U-Turn Sampler", JMLR 2014, with the draw among the points of a trajectory and the criterion of
/// Betancourt, "A Conceptual Introduction to Hamiltonian Monte Carlo", 2017, appendix A: points are weighted by their density, and a
/// trajectory ends where its summed momentum points back from either end. The step size follows dual averaging, the mass matrix the
/// covariance of the warm-up in growing windows. Equal keys give equal draws.
/// </remarks>
/// <param name="energy">The negative log density, with its gradient; infinite where there is none.</param>
/// <param name="options">How long to draw.</param>
internal sealed class NoUTurnSampler(BoundedMinimizer.Function energy, NoUTurnOptions options)
{
    private const double Hopeless = 1000; // so much more energy than at the start: the trajectory has diverged

    private MassMatrix _mass = MassMatrix.Unit(1);
    private double _step;
    private double _start; // the energy at which the trajectory began

    /// <summary>How many trajectories diverged after the warm-up.</summary>
    public int Divergences { get; private set; }

    /// <summary>The step size of the last draws.</summary>
    public double StepSize => _step;

    /// <summary>The draws that are kept: [⌈steps / thinning⌉][size].</summary>
    /// <param name="start">Where to begin, of finite density.</param>
    /// <param name="key">Where random choices come from.</param>
    public IReadOnlyList<double[]> Draw(double[] start, RandomKey key)
    {
        var place = At([.. start], new double[start.Length]);
        _mass = MassMatrix.Unit(start.Length);
        place = WarmUp(place, key.For("warm-up"));
        var draws = new List<double[]>();
        for (var step = 0; step < options.Steps; step++)
        {
            var (next, _, diverged) = Advance(place, key.For(step));
            place = next;
            Divergences += diverged ? 1 : 0;
            if ((step + 1) % options.Thinning == 0)
            {
                draws.Add(place.Point);
            }
        }

        return draws;
    }

    private Phase WarmUp(Phase place, RandomKey key)
    {
        _step = FirstStep(place, key.For("first"));
        var adaptation = new StepSizeAdaptation(_step, options.TargetAcceptance);
        var (window, seen) = (new List<double[]>(), options.Warmup / 8);
        var next = seen + Math.Max(10, options.Warmup / 5); // where the first window ends; each is twice as long as the one before
        for (var step = 0; step < options.Warmup; step++)
        {
            _step = adaptation.Current;
            (place, var acceptance, _) = Advance(place, key.For(step));
            adaptation.Observe(acceptance);
            if (step >= seen)
            {
                window.Add(place.Point);
            }

            if (step + 1 == next && options.Warmup - next >= options.Warmup / 10)
            {
                _mass = MassMatrix.Of(window);
                next += 2 * window.Count;
                next = Math.Min(next, options.Warmup - (options.Warmup / 10));
                next = next == step + 1 ? options.Warmup + 1 : next;
                window.Clear();
                _step = FirstStep(place, key.For("first").For(step));
                adaptation = new(_step, options.TargetAcceptance);
            }
        }

        _step = adaptation.Average;
        return place;
    }

    /// <summary>A step size at which one step is accepted about half of the time (Hoffman and Gelman 2014, Algorithm 4).</summary>
    private double FirstStep(Phase place, RandomKey key)
    {
        var step = 1.0;
        var started = place with { Momentum = _mass.Momentum(key) };
        var up = Change(started, step) > Math.Log(0.5);
        for (var doubling = 0; doubling < 40 && Change(started, step) > Math.Log(0.5) == up; doubling++)
        {
            step *= up ? 2 : 0.5;
        }

        return step;
    }

    private double Change(Phase from, double step)
    {
        var to = Leap(from, step);

        return double.IsFinite(to.Potential) ? Total(from) - Total(to) : double.NegativeInfinity;
    }

    /// <summary>One draw; its average acceptance probability, and whether it diverged.</summary>
    private (Phase Place, double Acceptance, bool Diverged) Advance(Phase place, RandomKey key)
    {
        var from = place with { Momentum = _mass.Momentum(key.For("momentum")) };
        _start = Total(from);
        var tree = new Trajectory(from, from, from, 0, from.Momentum);
        var (accepted, leaps) = (0.0, 0);
        for (var depth = 0; depth < options.MaximumDepth && tree.Goes; depth++)
        {
            var forward = key.Uniform(2 * depth) < 0.5;
            var grown = Grow(forward ? tree.Right : tree.Left, forward ? _step : -_step, depth, key.For(depth));
            (accepted, leaps) = (accepted + grown.Accepted, leaps + grown.Leaps);
            if (!grown.Goes)
            {
                return (tree.Chosen, accepted / Math.Max(1, leaps), grown.Diverged);
            }

            var chosen = key.Uniform((2 * depth) + 1) < Math.Exp(grown.LogWeight - tree.LogWeight) ? grown.Chosen : tree.Chosen;
            tree = Join(tree, grown, forward) with { Chosen = chosen };
        }

        return (tree.Chosen, accepted / Math.Max(1, leaps), false);
    }

    /// <summary>A trajectory of 2^depth leaps from an end.</summary>
    private Trajectory Grow(Phase end, double step, int depth, RandomKey key)
    {
        if (depth == 0)
        {
            var leaf = Leap(end, step);
            var gain = double.IsFinite(leaf.Potential) ? _start - Total(leaf) : double.NegativeInfinity;
            return new(leaf, leaf, leaf, gain, leaf.Momentum)
            {
                Accepted = Math.Min(1, Math.Exp(gain)),
                Leaps = 1,
                Diverged = !(gain > -Hopeless),
            };
        }

        var near = Grow(end, step, depth - 1, key.For(0));
        if (!near.Goes)
        {
            return near;
        }

        var far = Grow(step > 0 ? near.Right : near.Left, step, depth - 1, key.For(1));
        var joined = Join(near, far, step > 0);
        return key.Uniform(2) < Math.Exp(far.LogWeight - joined.LogWeight) ? joined with { Chosen = far.Chosen } : joined;
    }

    private Trajectory Join(Trajectory one, Trajectory other, bool forward)
    {
        var (left, right) = forward ? (one.Left, other.Right) : (other.Left, one.Right);
        var momentum = one.Momentum.Zip(other.Momentum, (a, b) => a + b).ToArray();
        var turned = VectorOperations.Dot(momentum, _mass.Velocity(left.Momentum)) <= 0
            || VectorOperations.Dot(momentum, _mass.Velocity(right.Momentum)) <= 0;
        var largest = Math.Max(one.LogWeight, other.LogWeight);
        var weight = largest + Math.Log(Math.Exp(one.LogWeight - largest) + Math.Exp(other.LogWeight - largest));

        return new(left, right, one.Chosen, weight, momentum)
        {
            Accepted = one.Accepted + other.Accepted,
            Leaps = one.Leaps + other.Leaps,
            Turned = turned || one.Turned || other.Turned,
            Diverged = one.Diverged || other.Diverged,
        };
    }

    private Phase Leap(Phase from, double step)
    {
        double[] momentum = [.. from.Momentum], point = [.. from.Point];
        VectorOperations.AddScaled(momentum, -0.5 * step, from.Gradient);
        VectorOperations.AddScaled(point, step, _mass.Velocity(momentum));
        var to = At(point, momentum);
        VectorOperations.AddScaled(momentum, -0.5 * step, to.Gradient);
        return to;
    }

    private Phase At(double[] point, double[] momentum)
    {
        var gradient = new double[point.Length];
        var potential = energy(point, gradient);

        return new(point, momentum, gradient, double.IsNaN(potential) ? double.PositiveInfinity : potential);
    }

    private double Total(Phase place) => place.Potential + _mass.Energy(place.Momentum);

    private sealed record Phase(double[] Point, double[] Momentum, double[] Gradient, double Potential);

    private sealed record Trajectory(Phase Left, Phase Right, Phase Chosen, double LogWeight, double[] Momentum)
    {
        public double Accepted { get; init; }

        public int Leaps { get; init; }

        public bool Turned { get; init; }

        public bool Diverged { get; init; }

        public bool Goes => !Turned && !Diverged;
    }
}
