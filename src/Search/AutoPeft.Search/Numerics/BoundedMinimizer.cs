namespace AutoPeft.Search.Numerics;

/// <summary>Minimises a smooth function in a box: projected limited-memory BFGS.</summary>
/// <remarks>
/// Variables at a bound whose gradient points outwards are held; the others take a quasi-Newton step (Nocedal, "Updating
/// Quasi-Newton Matrices with Limited Storage", 1980: the two-loop recursion) that is projected onto the box and shortened
/// until it decreases the function enough (Bertsekas, "Projected Newton Methods", 1982). Deterministic.
/// </remarks>
internal sealed class BoundedMinimizer
{
    private const int Memory = 20;
    private const double Sufficient = 1e-4;

    private readonly double[] _low;
    private readonly double[] _high;

    /// <summary>A minimiser in the box between two corners.</summary>
    public BoundedMinimizer(double[] low, double[] high)
    {
        _low = low;
        _high = high;
    }

    /// <summary>A function's value at a point; writes its gradient. A value that is not finite counts as infinitely bad.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>The most function values to ask for. Default 200.</summary>
    public int MaximumEvaluations { get; init; } = 200;

    /// <summary>The largest projected gradient component that counts as zero. Default 1e-6.</summary>
    public double GradientTolerance { get; init; } = 1e-6;

    /// <summary>The relative decrease below which a step is the last. Default 1e-10.</summary>
    public double ValueTolerance { get; init; } = 1e-10;

    /// <summary>A point of the box at which the function is locally least, and the value there.</summary>
    /// <param name="function">The function.</param>
    /// <param name="start">Where to begin; projected onto the box first.</param>
    public (double[] Point, double Value) Minimize(Function function, ReadOnlySpan<double> start)
    {
        var state = new State(start.ToArray(), new double[start.Length]);
        Project(state.Point);
        state.Value = function(state.Point, state.Gradient);
        var history = new Queue<Pair>();
        for (var evaluations = 1; evaluations < MaximumEvaluations && double.IsFinite(state.Value);)
        {
            var held = Held(state);
            if (Norm(state.Gradient, held) <= GradientTolerance)
            {
                break;
            }

            var (next, used) = Advance(function, state, Direction(state.Gradient, held, history), MaximumEvaluations - evaluations);
            evaluations += used;
            if (next is null && history.Count > 0)
            {
                history.Clear(); // A bad model of the curvature; try the gradient itself before giving up.
                continue;
            }

            if (next is null)
            {
                break;
            }

            Remember(history, state, next);
            var decrease = state.Value - next.Value;
            state = next;
            if (decrease <= ValueTolerance * Math.Max(1, Math.Abs(state.Value)))
            {
                break;
            }
        }

        return (state.Point, state.Value);
    }

    private static double Norm(double[] gradient, bool[] held)
    {
        var largest = 0.0;
        for (var i = 0; i < gradient.Length; i++)
        {
            largest = held[i] ? largest : Math.Max(largest, Math.Abs(gradient[i]));
        }

        return largest;
    }

    private static void Remember(Queue<Pair> history, State from, State to)
    {
        var step = new double[from.Point.Length];
        var change = new double[from.Point.Length];
        for (var i = 0; i < step.Length; i++)
        {
            step[i] = to.Point[i] - from.Point[i];
            change[i] = to.Gradient[i] - from.Gradient[i];
        }

        var curvature = VectorOperations.Dot(step, change);
        if (curvature > 1e-10 * Math.Sqrt(VectorOperations.Dot(step, step) * VectorOperations.Dot(change, change)))
        {
            history.Enqueue(new(step, change));
            if (history.Count > Memory)
            {
                history.Dequeue();
            }
        }
    }

    /// <summary>The quasi-Newton direction among the variables that are not held.</summary>
    private static double[] Direction(double[] gradient, bool[] held, Queue<Pair> history)
    {
        var direction = Masked(gradient, held);
        var pairs = history.Select(pair => new Pair(Masked(pair.Step, held), Masked(pair.Change, held)))
            .Where(pair => VectorOperations.Dot(pair.Step, pair.Change) > 1e-16).ToArray();
        var weights = new double[pairs.Length];
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            weights[i] = VectorOperations.Dot(pairs[i].Step, direction) / VectorOperations.Dot(pairs[i].Step, pairs[i].Change);
            VectorOperations.AddScaled(direction, -weights[i], pairs[i].Change);
        }

        Rescale(direction, pairs);
        for (var i = 0; i < pairs.Length; i++)
        {
            var back = VectorOperations.Dot(pairs[i].Change, direction) / VectorOperations.Dot(pairs[i].Step, pairs[i].Change);
            VectorOperations.AddScaled(direction, weights[i] - back, pairs[i].Step);
        }

        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = -direction[i];
        }

        return direction;
    }

    private static void Rescale(double[] direction, Pair[] pairs)
    {
        var factor = pairs.Length == 0
            ? 1 / Math.Max(1, Math.Sqrt(VectorOperations.Dot(direction, direction)))
            : VectorOperations.Dot(pairs[^1].Step, pairs[^1].Change) / VectorOperations.Dot(pairs[^1].Change, pairs[^1].Change);
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] *= factor;
        }
    }

    private static double[] Masked(double[] vector, bool[] held) => [.. vector.Select((value, index) => held[index] ? 0 : value)];

    private bool[] Held(State state)
    {
        var held = new bool[state.Point.Length];
        for (var i = 0; i < held.Length; i++)
        {
            held[i] = (state.Point[i] <= _low[i] && state.Gradient[i] >= 0) || (state.Point[i] >= _high[i] && state.Gradient[i] <= 0);
        }

        return held;
    }

    /// <summary>Shortens the projected step until it decreases the function enough; null when no step does.</summary>
    private (State? Next, int Evaluations) Advance(Function function, State from, double[] direction, int allowed)
    {
        var length = 1.0;
        for (var used = 1; used <= Math.Min(allowed, 25); used++)
        {
            var next = new State([.. from.Point], new double[direction.Length]);
            VectorOperations.AddScaled(next.Point, length, direction);
            Project(next.Point);
            next.Value = function(next.Point, next.Gradient);
            var predicted = 0.0;
            for (var i = 0; i < direction.Length; i++)
            {
                predicted += from.Gradient[i] * (next.Point[i] - from.Point[i]);
            }

            if (next.Value <= from.Value + (Sufficient * predicted) && predicted < 0)
            {
                return (next, used);
            }

            // The minimum of the parabola through what is known, within reason.
            var parabola = -0.5 * predicted / (next.Value - from.Value - predicted);
            length *= double.IsFinite(parabola) ? Math.Clamp(parabola, 0.1, 0.5) : 0.1;
        }

        return (null, Math.Min(allowed, 25));
    }

    private void Project(double[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Math.Clamp(point[i], _low[i], _high[i]);
        }
    }

    private sealed record Pair(double[] Step, double[] Change);

    private sealed class State(double[] point, double[] gradient)
    {
        public double[] Point { get; } = point;

        public double[] Gradient { get; } = gradient;

        public double Value { get; set; }
    }
}
