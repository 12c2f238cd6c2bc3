using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>Low-rank updates of which each step trains those of the layers that a sampler chooses.</summary>
/// <param name="updates">The updates, by layer.</param>
/// <param name="sampler">What chooses.</param>
/// <param name="state">What the sampler remembers; part of checkpoints.</param>
internal sealed class SampledModule(
    ImmutableArray<(ModuleShape Module, TargetExtension Update)> updates, ILayerSampler sampler, IReadOnlyList<NamedTensor> state) : PeftModule
{
    private readonly ImmutableArray<int> _layers = [.. updates.Select(item => item.Module.Layer).Distinct().Order()];

    public override IReadOnlyList<NamedTensor> Parameters { get; } = [.. updates.SelectMany(item => item.Update.Parameters)];

    public override IReadOnlyList<NamedTensor> State => state;

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (module, update) in updates)
        {
            extensions.Add(module.Layer, module.Kind, update);
        }
    }

    /// <summary>Forgets the gradients of the layers that the step does not train: the optimiser leaves what has none as it is.</summary>
    public override void BeforeUpdate(TrainingMoment moment)
    {
        sampler.Observe(() => [.. _layers.Select(SlopeOf)], moment);
        var active = sampler.Choose(_layers.Length, moment).Select(position => _layers[position]).ToHashSet();
        foreach (var (_, update) in updates.Where(item => !active.Contains(item.Module.Layer)))
        {
            foreach (var parameter in update.Parameters)
            {
                parameter.Tensor.ClearGradient();
            }
        }
    }

    public override IReadOnlyList<TensorData> Folded() =>
    [
        .. updates.SelectMany(item =>
            LoraNames.Folded(item.Module, item.Update.Parameters[0].Tensor.ToArray(), item.Update.Parameters[1].Tensor.ToArray())),
    ];

    // An update is linear in B, so the slope in a factor on it is Σ B · ∂L/∂B.
    private double SlopeOf(int layer) => updates.Where(item => item.Module.Layer == layer).Sum(item =>
    {
        var b = item.Update.Parameters[1].Tensor;

        return b.Gradient is { } gradient ? b.ToArray().Zip(gradient.ToArray(), (value, slope) => (double)value * slope).Sum() : 0;
    });
}
