using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Vector-based random matrix adaptation, described in <see cref="VeraConfig"/>.</summary>
internal sealed class VeraMethod : SharingMethod<VeraConfig>
{
    public override string Name => VeraConfig.MethodName;

    public override string Title => "VeRA";

    public override string Paper => "Kopiczko et al., VeRA: Vector-based Random Matrix Adaptation, ICLR 2024";

    public override string Formula => "W x + b + lb * (B (ld * (A x))), with A and B frozen and shared";

    public override string ParameterFormula => "r + out for each target; saved: also r (largest in + largest out) once";

    public override HuggingFaceMapping HuggingFace { get; } = new VeraHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new VeraAdapterHub();

    protected override ImmutableArray<ConfigField<VeraConfig>> Settings { get; } =
    [
        Setting.Size(
            "rank",
            "The rank of the shared random matrices.",
            (VeraConfig config) => config.Rank,
            (config, rank) => config with { Rank = rank }),
        Setting.Positive(
            "initial_scale",
            "What every element of the inner diagonal starts from.",
            (VeraConfig config) => config.InitialScale,
            (config, scale) => config with { InitialScale = scale }),
        Setting.Targets<VeraConfig>(),
    ];

    /// <summary>Λd, [r], and Λb, [out].</summary>
    public override TensorPart[] Parts(VeraConfig config, ModuleShape module) =>
        [new(TargetOf(module) + ".d", new(config.Rank)), new(TargetOf(module) + ".b", new(module.OutputSize))];

    /// <summary>A, [r, largest in], and B, [largest out, r].</summary>
    protected override TensorPart[] Shared(VeraConfig config, ModuleShape[] modules, string stem) =>
    [
        new(stem + ".a", new(config.Rank, modules.Max(module => module.InputSize))),
        new(stem + ".b", new(modules.Max(module => module.OutputSize), config.Rank)),
    ];

    // Kaiming-uniform with the gain √2, as the paper's Sec. 3.2 asks: uniform in ±√(6 / fan-in).
    protected override float[] First(TensorPart shared, RandomKey key) =>
        WeightInitialization.Uniform(shared.Shape.Count, Math.Sqrt(6.0 / shared.Shape.Last), key);

    protected override TargetExtension Extend(VeraConfig config, ModuleShape module, NamedTensor[] shared, ModuleContext context)
    {
        var parts = Parts(config, module);

        return new VeraExtension(
            (shared[0].Tensor, shared[1].Tensor),
            (context.Filled(parts[0], (float)config.InitialScale), context.Zeros(parts[1])),
            module);
    }

    protected override ModuleWork Work(VeraConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        (double)tokens * ((3 * module.OutputSize) + (2 * config.Rank)));
}
