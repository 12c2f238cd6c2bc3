using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>The gated modules of the layers that share their settings.</summary>
internal sealed class UniPeltModule : PeftModule
{
    // AdapterHub's start of adapters and of every gate.
    private const double StandardDeviation = 0.02;

    private readonly ModuleContext _context;
    private readonly ImmutableArray<(int Layer, GatedAdapter Adapter)> _adapters;
    private readonly ImmutableArray<(int Layer, GatedPrefix Prefix)> _prefixes;
    private readonly ImmutableArray<(ModuleShape Module, GatedLora Update)> _updates;
    private readonly List<Tensor> _ones = [];

    public UniPeltModule(UniPeltConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        _context = context;
        _adapters = config.Adapter is { } adapter ? [.. layers.Select(layer => (layer, Adapter(config, adapter, layer)))] : [];
        _prefixes = config.Prefix is null ? [] : [.. layers.Select(layer => (layer, Prefix(config, layer)))];
        _updates =
        [
            .. layers.SelectMany(layer => UniPeltParts.Modules(config, layer, context.Shape))
                .Select(module => (module, Update(config, module))),
        ];
        Parameters =
        [
            .. _adapters.SelectMany(item => item.Adapter.Parameters),
            .. _prefixes.SelectMany(item => item.Prefix.Parameters),
            .. _updates.SelectMany(item => item.Update.Parameters),
        ];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    protected override IEnumerable<Tensor> Constants => _ones;

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, adapter) in _adapters)
        {
            extensions.Add(layer, SublayerKind.FeedForward, adapter);
        }

        foreach (var (layer, prefix) in _prefixes)
        {
            extensions.Add(layer, prefix);
        }

        foreach (var (module, update) in _updates)
        {
            extensions.Add(module.Layer, module.Kind, update);
        }
    }

    private GatedAdapter Adapter(UniPeltConfig config, SerialAdapterConfig adapter, int layer)
    {
        var parts = UniPeltParts.Adapter(config, layer, _context.Shape);
        var key = KeyOf(layer, SerialAdapterConfig.MethodName);
        NamedTensor[] products =
            [Normal(parts[0], StandardDeviation, key), _context.Zeros(parts[1]), Normal(parts[2], StandardDeviation, key), _context.Zeros(parts[3])];

        return new(new(products, adapter.Activation, adapter.Scale), Gate(parts[4..], key), Ones(_context.Shape.HiddenSize));
    }

    private GatedPrefix Prefix(UniPeltConfig config, int layer)
    {
        var parts = UniPeltParts.Prefix(config, layer, _context.Shape);
        var key = KeyOf(layer, PrefixTuningConfig.MethodName);

        return new(Normal(parts[0], 1, key), Normal(parts[1], 1, key), Gate(parts[2..], key));
    }

    private GatedLora Update(UniPeltConfig config, ModuleShape module)
    {
        var parts = UniPeltParts.Lora(config, module);
        var key = KeyOf(module.Layer, LoraConfig.MethodName).For((int)module.Kind);

        return new(
            [_context.Kaiming(parts[0], key.For(parts[0].Name)), _context.Zeros(parts[1])],
            Gate(parts[2..], key),
            Ones(config.Rank));
    }

    private SequenceGate Gate(TensorPart[] parts, RandomKey key) => new(Normal(parts[0], StandardDeviation, key), _context.Zeros(parts[1]));

    private RandomKey KeyOf(int layer, string member) => _context.KeyOf(layer, UniPeltConfig.MethodName).For(member);

    private NamedTensor Normal(TensorPart part, double deviation, RandomKey key) =>
        _context.Parameter(part, WeightInitialization.Normal(part.Shape.Count, deviation, key.For(part.Name)));

    private Tensor Ones(int count)
    {
        _ones.Add(_context.Model.Engine.Constant([.. Enumerable.Repeat(1f, count)], new(count, 1)));

        return _ones[^1];
    }
}
