using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Allocation;

/// <summary>How much the loss depends on each component (row of A, factor, column of B) of a low-rank update, smoothed over steps.</summary>
/// <remarks>
/// Zhang et al., "AdaLoRA", ICLR 2023, Eqs. 7 to 9: of each number the sensitivity <c>I = |w · g|</c>, its running mean Ī and the running mean U
/// of <c>|I − Ī|</c>; its importance is <c>Ī · U</c>. A component has that of its factor and the means of those of its row and its column.
/// </remarks>
internal sealed class TripletImportance
{
    private const double Beta = 0.85; // of both means, as in the paper

    private readonly NamedTensor[] _parameters;
    private readonly NamedTensor[] _means;
    private readonly NamedTensor[] _deviations;

    /// <param name="parameters">A [R, in], e [R] and B [out, R].</param>
    /// <param name="engine">Where its state lives.</param>
    public TripletImportance(NamedTensor[] parameters, ITensorEngine engine)
    {
        _parameters = parameters;
        _means = [.. parameters.Select(parameter => Zeros(parameter, "mean", engine))];
        _deviations = [.. parameters.Select(parameter => Zeros(parameter, "deviation", engine))];
    }

    /// <summary>The running means, which belong to checkpoints.</summary>
    public IEnumerable<NamedTensor> State => _means.Concat(_deviations);

    /// <summary>Takes the gradients of a step into account, in every module.</summary>
    public static void Observe(ImmutableArray<DiagonalExtension> extensions)
    {
        foreach (var extension in extensions)
        {
            extension.Importance.Observe();
        }
    }

    /// <summary>Takes the gradients of a step into account.</summary>
    public void Observe()
    {
        for (var p = 0; p < _parameters.Length; p++)
        {
            if (_parameters[p].Tensor.Gradient is not { } gradient)
            {
                continue;
            }

            var (weights, slopes) = (_parameters[p].Tensor.ToArray(), gradient.ToArray());
            var (means, deviations) = (_means[p].Tensor.ToArray(), _deviations[p].Tensor.ToArray());
            for (var i = 0; i < weights.Length; i++)
            {
                var sensitivity = Math.Abs((double)weights[i] * slopes[i]);
                means[i] = (float)((Beta * means[i]) + ((1 - Beta) * sensitivity));
                deviations[i] = (float)((Beta * deviations[i]) + ((1 - Beta) * Math.Abs(sensitivity - means[i])));
            }

            _means[p].Tensor.CopyFrom(means);
            _deviations[p].Tensor.CopyFrom(deviations);
        }
    }

    /// <summary>The importance of every component, [R].</summary>
    public double[] Scores()
    {
        var (a, e, b) = (Products(0), Products(1), Products(2));
        var (size, inputs, outputs) = (e.Length, a.Length / e.Length, b.Length / e.Length);

        return
        [
            .. Enumerable.Range(0, size).Select(i =>
                e[i]
                + (Enumerable.Range(0, inputs).Sum(column => a[(i * inputs) + column]) / inputs)
                + (Enumerable.Range(0, outputs).Sum(row => b[(row * size) + i]) / outputs)),
        ];
    }

    private double[] Products(int parameter) =>
        [.. _means[parameter].Tensor.ToArray().Zip(_deviations[parameter].Tensor.ToArray(), (mean, deviation) => (double)mean * deviation)];

    private static NamedTensor Zeros(NamedTensor parameter, string what, ITensorEngine engine) => new(
        $"{parameter.Name}.{what}",
        engine.Constant(new float[parameter.Tensor.Shape.Count], parameter.Tensor.Shape));
}
