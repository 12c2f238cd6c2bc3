using AutoPeft.Search.Space;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>How likely a configuration is to give values at all, judged by where others did and did not.</summary>
/// <remarks>
/// Bayes' rule over two Parzen densities; Watanabe and Hutter, "c-TPE: Tree-structured Parzen Estimator with Inequality
/// Constraints for Expensive Hyperparameter Optimization", IJCAI 2023, multiply the ratio of TPE with such a factor.
/// </remarks>
/// <param name="encoding">The encoding of the space.</param>
/// <param name="feasible">The configurations that gave values.</param>
/// <param name="infeasible">Those that did not.</param>
internal sealed class ParzenFeasibility(ParzenEncoding encoding, IReadOnlyList<Configuration> feasible, IReadOnlyList<Configuration> infeasible)
{
    // Narrower than the densities of values: what fails mostly fails on one side of an edge.
    private const double Width = 0.08;

    private readonly ParzenEstimator _feasible = new(encoding, feasible, width: Width);
    private readonly ParzenEstimator _infeasible = new(encoding, infeasible, width: Width);

    /// <summary>The logarithm of the probability; 0 while everything gave values.</summary>
    public double LogProbability(Configuration configuration)
    {
        if (infeasible.Count == 0)
        {
            return 0;
        }

        var odds = Math.Log(infeasible.Count) + _infeasible.LogDensity(configuration)
            - Math.Log(Math.Max(1, feasible.Count)) - _feasible.LogDensity(configuration);

        return odds > 0 ? -odds - Math.Log(1 + Math.Exp(-odds)) : -Math.Log(1 + Math.Exp(odds));
    }
}
