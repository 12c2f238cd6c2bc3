using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Prefixes that are trained as they are.</summary>
internal sealed class DirectPrefixModule : PeftModule
{
    private readonly ImmutableArray<(int Layer, DirectPrefix Prefix)> _prefixes;

    public DirectPrefixModule(PrefixTuningConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        _prefixes = [.. layers.Select(layer => (layer, DirectPrefix.Create(config, layer, context)))];
        Parameters = [.. _prefixes.SelectMany(item => item.Prefix.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, prefix) in _prefixes)
        {
            extensions.Add(layer, prefix);
        }
    }
}
