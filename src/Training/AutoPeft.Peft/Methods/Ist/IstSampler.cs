using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Ist;

/// <summary>Draws layers by their importance, which trials on the slopes of the loss tell.</summary>
/// <param name="config">The settings.</param>
/// <param name="scores">Of each layer, how well the loss does without its update, [N]; 0 in the beginning.</param>
/// <param name="key">Where chance comes from.</param>
internal sealed class IstSampler(IstConfig config, Tensor scores, RandomKey key) : ILayerSampler
{
    // As in the authors' code: trials at a time, the share of layers that one weakens, and how much one counts.
    private const int Trials = 3;
    private const double SuppressedShare = 0.5;
    private const double LearningRate = 10;

    public ImmutableArray<int> Choose(int layers, TrainingMoment moment) => WeightedChoice.Of(
        [.. scores.ToArray().Select(score => Sigmoid(-score))], config.ActiveLayers, key.For("active").For(moment.Step));

    public void Observe(Func<double[]> slopes, TrainingMoment moment)
    {
        var step = moment.Step - 1;
        if (step > 0 && step % config.Interval == 0)
        {
            scores.CopyFrom(Updated(scores.ToArray(), slopes(), key.For("trials").For(step)));
        }
    }

    /// <summary>The scores after some trials: those of weakened layers rise with what the trial gains over the others.</summary>
    internal float[] Updated(float[] before, double[] slopes, RandomKey trials)
    {
        var weights = before.Select(score => Sigmoid(score)).ToArray();
        var weakened = Math.Max(1, (int)(before.Length * SuppressedShare));
        var chosen = Enumerable.Range(0, Trials).Select(trial => WeightedChoice.Of(weights, weakened, trials.For(trial))).ToArray();
        var rewards = new double[Trials];
        for (var trial = 0; trial < Trials; trial++)
        {
            foreach (var layer in chosen[trial])
            {
                rewards[trial] += (1 - config.Suppression) * slopes[layer]; // by so much the loss falls, to first order
            }

            rewards[trial] = Math.Exp(Math.Clamp(rewards[trial], -1, 1));
        }

        var (after, mean) = (before.ToArray(), rewards.Average());
        for (var trial = 0; trial < Trials; trial++)
        {
            foreach (var layer in chosen[trial])
            {
                after[layer] += (float)(LearningRate * (rewards[trial] - mean) * weights[layer] * (1 - weights[layer]));
            }
        }

        return after;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
