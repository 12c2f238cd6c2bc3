using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.LayerNormTuning;

/// <summary>Trained copies of norms.</summary>
internal sealed class LayerNormTuningModule(ImmutableArray<LayerNormExtension> norms) : PeftModule
{
    public override IReadOnlyList<NamedTensor> Parameters { get; } = [.. norms.SelectMany(norm => norm.Parameters)];

    public override void AddTo(ExtensionSet set)
    {
        foreach (var norm in norms)
        {
            set.Add(norm.Norm.Layer, norm.Norm.Kind, norm);
        }
    }
}
