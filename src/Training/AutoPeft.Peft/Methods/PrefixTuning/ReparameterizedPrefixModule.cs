using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Prefixes that are trained through a network and exported without it.</summary>
internal sealed class ReparameterizedPrefixModule : PeftModule
{
    private readonly ITensorEngine _engine;
    private readonly ImmutableArray<(int Layer, ReparameterizedPrefix Prefix)> _prefixes;

    public ReparameterizedPrefixModule(PrefixTuningConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var network = PrefixNetwork.Create(config, layers[0], context);
        _engine = context.Model.Engine;
        _prefixes = [.. layers.Select(layer => (layer, ReparameterizedPrefix.Create(config, layer, network, context)))];
        Parameters = [.. network.Parameters, .. _prefixes.SelectMany(item => item.Prefix.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, prefix) in _prefixes)
        {
            extensions.Add(layer, prefix);
        }
    }

    /// <summary>
    /// The keys and values that the network gives now, computed as in a forward pass and therefore to the same
    /// bits.
    /// </summary>
    public override IReadOnlyList<TensorData> Folded()
    {
        using var scope = _engine.StepScope();
        using var frozen = _engine.NoGradient();

        return [.. _prefixes.SelectMany(item => Folded(item.Layer, item.Prefix))];
    }

    private static TensorData[] Folded(int layer, ReparameterizedPrefix prefix) =>
    [
        TensorData.Of(new(PrefixNames.Keys(layer), prefix.Keys(ForwardContext.Evaluation))),
        TensorData.Of(new(PrefixNames.Values(layer), prefix.Values(ForwardContext.Evaluation))),
    ];
}
