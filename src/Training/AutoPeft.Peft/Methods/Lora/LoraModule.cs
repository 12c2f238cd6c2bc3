using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank updates of linear modules.</summary>
internal sealed class LoraModule : PeftModule
{
    private readonly ImmutableArray<(ModuleShape Module, LoraExtension Extension)> _updates;

    public LoraModule(LoraConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        _updates =
        [
            .. layers
                .SelectMany(layer => config.Targets.Select(kind => context.Module(layer, kind)))
                .Select(module => (module, Create(config, module, context))),
        ];
        Parameters = [.. _updates.SelectMany(update => update.Extension.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (module, extension) in _updates)
        {
            extensions.Add(module.Layer, module.Kind, extension);
        }
    }

    private static LoraExtension Create(LoraConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = LoraNames.Parts(module, config.Rank);
        var key = context.KeyOf(module.Layer, config.Method).For((int)module.Kind);
        var a = WeightInitialization.KaimingUniform(parts[0].Shape.Count, module.InputSize, key);

        return new(
            context.Parameter(parts[0], a),
            context.Zeros(parts[1]),
            config,
            LoraNames.Target(module.Layer, module.Kind));
    }
}
