using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Acquisition;

/// <summary>Values candidates: the logarithm of the expected hypervolume improvement under models of the objectives, and of how likely they are feasible.</summary>
internal sealed class AcquisitionFunction
{
    private const double NegligibleShare = 3e-5;
    private const double Faintness = 10; // natural logarithms below the negligible, at which half of what it may cost is reached

    private readonly StudyEncoding _encoding;
    private readonly IReadOnlyList<IObjectiveModel> _models;
    private readonly ExpectedHypervolumeImprovement[] _improvements; // one, or one for each opinion
    private readonly int _opinions;
    private readonly Func<double> _volume;
    private readonly double _negligible = double.NegativeInfinity;

    /// <summary>The value over what is known already.</summary>
    /// <param name="encoding">How configurations become points.</param>
    /// <param name="models">One for each objective, and how many opinions they have.</param>
    /// <param name="known">[n][objectives]: the losses of known configurations.</param>
    /// <param name="reference">[objectives].</param>
    public AcquisitionFunction(
        StudyEncoding encoding, (IReadOnlyList<IObjectiveModel> All, int Opinions) models, IReadOnlyList<double[]> known, double[] reference)
        : this(encoding, models, [known], reference)
    {
    }

    /// <summary>The value over what each opinion takes to be the losses of known configurations.</summary>
    /// <param name="encoding">How configurations become points.</param>
    /// <param name="models">One for each objective, and how many opinions they have.</param>
    /// <param name="known">[opinions][n][objectives], or only one for all opinions.</param>
    /// <param name="reference">[objectives].</param>
    public AcquisitionFunction(
        StudyEncoding encoding, (IReadOnlyList<IObjectiveModel> All, int Opinions) models, IReadOnlyList<IReadOnlyList<double[]>> known, double[] reference)
    {
        (_encoding, _models, _opinions) = (encoding, models.All, models.Opinions);
        _improvements = [.. known.Select(losses => new ExpectedHypervolumeImprovement(losses, reference))];
        _volume = () => Hypervolume.Of(known[0], reference);
    }

    /// <summary>How likely candidates are to give values at all and to keep each limit on them. Default: all do.</summary>
    /// <remarks>
    /// Where trials failed, improvements below 3e-5 of the dominated hypervolume keep their order but count as at least a third of it.
    /// Otherwise, once nothing is to be gained where trials succeed, candidates that surely fail would be the best for ever: a logarithm never gives up.
    /// </remarks>
    public IReadOnlyList<IFeasibility> Feasibility
    {
        get;
        init
        {
            field = value;
            _negligible = value.Any(feasibility => feasibility is FeasibilityModel) ? Math.Log(NegligibleShare * _volume()) : double.NegativeInfinity;
        }
    } = [];

    /// <summary>How configurations become points.</summary>
    public StudyEncoding Encoding => _encoding;

    /// <summary>The value of a configuration: the logarithm of the mean over all opinions.</summary>
    public double Evaluate(Configuration configuration, ReadOnlySpan<double> point)
    {
        var count = _models.Count;
        Span<Forecast> forecasts = stackalloc Forecast[count * _opinions], opinion = stackalloc Forecast[count];
        Span<double> values = stackalloc double[_opinions];
        for (var i = 0; i < count; i++)
        {
            _models[i].Predict(configuration, point, forecasts.Slice(i * _opinions, _opinions));
        }

        for (var index = 0; index < _opinions; index++)
        {
            for (var i = 0; i < count; i++)
            {
                opinion[i] = forecasts[(i * _opinions) + index];
            }

            values[index] = _improvements[index % _improvements.Length].Log(opinion);
        }

        var value = Weaken(LogMean(values));
        foreach (var feasibility in Feasibility)
        {
            value += feasibility.Log(point);
        }

        return value;
    }

    /// <summary>The value of a configuration; writes its derivatives by the parameters that move.</summary>
    /// <param name="place">The configuration.</param>
    /// <param name="gradient">[free parameters].</param>
    public double EvaluateWithGradient(MovingPlace place, Span<double> gradient)
    {
        Span<double> values = stackalloc double[_opinions];
        var gradients = new double[_opinions][];
        for (var opinion = 0; opinion < _opinions; opinion++)
        {
            gradients[opinion] = new double[gradient.Length];
            values[opinion] = EvaluateWithGradient(place, opinion, gradients[opinion]);
        }

        var value = LogMean(values);
        gradient.Clear();
        for (var opinion = 0; opinion < _opinions && double.IsFinite(value); opinion++)
        {
            VectorOperations.AddScaled(gradient, Math.Exp(values[opinion] - value) / _opinions, gradients[opinion]);
        }

        var below = Math.Max(_negligible - value, 0);
        var share = double.IsFinite(below) ? Faintness / (Faintness + below) : 0;
        foreach (ref var slope in gradient)
        {
            slope *= below > 0 ? share * share / Faintness : 1;
        }

        return Weaken(value) + AddFeasibility(place, gradient);
    }

    private double Weaken(double value)
    {
        var below = _negligible - value;

        return !(below > 0) ? value : _negligible - (double.IsFinite(below) ? below / (Faintness + below) : 1);
    }

    private double AddFeasibility(MovingPlace place, Span<double> gradient)
    {
        var (total, byPoint) = (0.0, new double[place.Point.Length]);
        foreach (var feasibility in Feasibility)
        {
            total += feasibility.LogWithGradient(place.Point, byPoint);
            _encoding.Chain(place, byPoint);
            for (var k = 0; k < gradient.Length; k++)
            {
                gradient[k] += byPoint[place.Free[k].Place];
            }
        }

        return total;
    }

    private static double LogMean(ReadOnlySpan<double> values)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        foreach (var value in values)
        {
            sum += Math.Exp(value - largest);
        }

        return double.IsFinite(largest) ? largest + Math.Log(sum / values.Length) : largest;
    }

    private double EvaluateWithGradient(MovingPlace place, int opinion, double[] gradient)
    {
        var count = _models.Count;
        Span<Forecast> forecasts = stackalloc Forecast[count];
        Span<double> byMean = stackalloc double[count], byDeviation = stackalloc double[count];
        var gradients = new PredictionGradients[count];
        for (var i = 0; i < count; i++)
        {
            gradients[i] = new(place.Point.Length);
            forecasts[i] = _models[i].PredictWithGradient(place, opinion, gradients[i]);
            if (_models[i] is not AnalyticModel)
            {
                _encoding.Chain(place, gradients[i].Mean);
                _encoding.Chain(place, gradients[i].Deviation);
            }
        }

        var value = _improvements[opinion % _improvements.Length].LogWithGradient(forecasts, byMean, byDeviation);
        for (var k = 0; k < gradient.Length; k++)
        {
            var index = place.Free[k].Place;
            for (var i = 0; i < count; i++)
            {
                gradient[k] += (byMean[i] * gradients[i].Mean[index]) + (byDeviation[i] * gradients[i].Deviation[index]);
            }
        }

        return value;
    }
}
