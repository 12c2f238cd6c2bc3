using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>Draws the losses, without noise, that several configurations may have together.</summary>
internal static class PosteriorDraws
{
    /// <summary>The draws: [points][draws]. Each opinion gives an equal part of them.</summary>
    /// <param name="opinions">What is believed.</param>
    /// <param name="points">[points][dimensions].</param>
    /// <param name="draws">How many, and which.</param>
    public static double[][] Of(ImmutableArray<Opinion> opinions, IReadOnlyList<double[]> points, (int Count, RandomKey Key) draws)
    {
        var normals = QuasiNormal.Draw(draws.Count, points.Count, draws.Key);
        var losses = points.Select(_ => new double[draws.Count]).ToArray();
        for (var opinion = 0; opinion < opinions.Length; opinion++)
        {
            var (process, scale) = opinions[opinion];
            var (means, covariances) = process.PredictTogether(points);
            var factor = CholeskyFactor.Of(covariances, points.Count);
            for (var draw = opinion; draw < draws.Count; draw += opinions.Length)
            {
                for (var i = 0; i < points.Count; i++)
                {
                    losses[i][draw] = scale.ToLoss(means[i] + VectorOperations.Dot(factor.Row(i), normals[draw].AsSpan(0, i + 1)));
                }
            }
        }

        return losses;
    }
}
