using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Trained diagonals around random matrices that all modules of the group share.</summary>
internal sealed class VeraModule : PeftModule
{
    private readonly (ModuleShape Module, VeraExtension Extension)[] _extensions;

    public VeraModule(VeraParts parts, ModuleContext context)
    {
        var key = context.Key.For(parts.Name);
        Frozen = [Random(parts.Shared[0], key.For("a"), context), Random(parts.Shared[1], key.For("b"), context)];
        _extensions = [.. parts.Modules.Select(module => (module, Extend(parts, module, context)))];
        Parameters = [.. _extensions.SelectMany(item => item.Extension.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override IReadOnlyList<NamedTensor> Frozen { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (module, extension) in _extensions)
        {
            extensions.Add(module.Layer, module.Kind, extension);
        }
    }

    // Kaiming-uniform with the gain √2, as the paper's Sec. 3.2 asks: uniform in ±√(6 / fan-in).
    private static NamedTensor Random(TensorPart part, RandomKey key, ModuleContext context) => new(
        part.Name,
        context.Model.Engine.Constant(
            WeightInitialization.Uniform(part.Shape.Count, Math.Sqrt(6.0 / part.Shape.Last), key), part.Shape));

    private VeraExtension Extend(VeraParts parts, ModuleShape module, ModuleContext context)
    {
        var own = parts.Of(module);
        var initial = Enumerable.Repeat((float)parts.Config.InitialScale, parts.Config.Rank).ToArray();

        return new(
            (Frozen[0].Tensor, Frozen[1].Tensor),
            (context.Parameter(own[0], initial), context.Zeros(own[1])),
            module);
    }
}
