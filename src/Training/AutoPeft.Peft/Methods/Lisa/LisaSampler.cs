using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Lisa;

/// <summary>Draws layers with equal chances, others every few steps.</summary>
internal sealed class LisaSampler(LisaConfig config, RandomKey key) : ILayerSampler
{
    public ImmutableArray<int> Choose(int layers, TrainingMoment moment) =>
        WeightedChoice.Of([.. Enumerable.Repeat(1.0, layers)], config.ActiveLayers, key.For((moment.Step - 1) / config.Interval));
}
