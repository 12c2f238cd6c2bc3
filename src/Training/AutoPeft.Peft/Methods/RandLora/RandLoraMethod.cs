using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.RandLora;

/// <summary>RandLoRA, described in <see cref="RandLoraConfig"/>.</summary>
internal sealed class RandLoraMethod : SharingMethod<RandLoraConfig>
{
    public override string Name => RandLoraConfig.MethodName;

    public override string Title => "RandLoRA";

    public override string Paper => "Albert et al., RandLoRA: Full-rank Parameter-efficient Fine-tuning of Large Models, ICLR 2025";

    public override string Formula => "W x + b + (alpha / rank) sum_i B_i L_i A G_i x, with A and B random, frozen and shared, L and G diagonal";

    public override string ParameterFormula =>
        "n (r + m) for each target, with m its smaller side and n = ceil(m / r); saved: also the random matrices once";

    public override HuggingFaceMapping HuggingFace { get; } = new RandLoraHuggingFace();

    protected override ImmutableArray<ConfigField<RandLoraConfig>> Settings { get; } =
    [
        Setting.Size(
            "rank",
            "The rank of each random basis; fewer parameters with more of it.",
            (RandLoraConfig config) => config.Rank,
            (config, rank) => config with { Rank = rank }),
        Setting.Positive(
            "alpha",
            "The numerator of the scale alpha / rank.",
            (RandLoraConfig config) => config.Alpha,
            (config, alpha) => config with { Alpha = alpha }),
        Setting.Targets<RandLoraConfig>(),
    ];

    /// <summary>Λ, [r, n], and Γ, [n, smaller side].</summary>
    public override TensorPart[] Parts(RandLoraConfig config, ModuleShape module) =>
    [
        new(TargetOf(module) + ".lambda", new(config.Rank, config.Bases(module))),
        new(TargetOf(module) + ".gamma", new(config.Bases(module), Math.Min(module.InputSize, module.OutputSize))),
    ];

    /// <summary>A, [r, s], and B, [l, n r]: s and l are the shorter and the longer side of a matrix that every module fits into.</summary>
    protected override TensorPart[] Shared(RandLoraConfig config, ModuleShape[] modules, string stem)
    {
        var (input, output) = (modules.Max(module => module.InputSize), modules.Max(module => module.OutputSize));
        var (small, large) = (Math.Min(input, output), Math.Max(input, output));

        return [new(stem + ".a", new(config.Rank, small)), new(stem + ".b", new(large, config.Bases(small) * config.Rank))];
    }

    // Uniform with deviation 1, as PEFT's Kaiming-uniform matrices divided by their deviation.
    protected override float[] First(TensorPart shared, RandomKey key) =>
        WeightInitialization.Uniform(shared.Shape.Count, Math.Sqrt(3), key);

    protected override TargetExtension Extend(RandLoraConfig config, ModuleShape module, NamedTensor[] shared, ModuleContext context)
    {
        var parts = Parts(config, module);
        var first = 1f / Math.Max(parts[1].Shape[0], parts[1].Shape.Last);

        return new RandLoraExtension(
            (shared[0].Tensor, shared[1].Tensor), (context.Zeros(parts[0]), context.Filled(parts[1], first)), module, config.Scale);
    }

    protected override ModuleWork Work(RandLoraConfig config, ModuleShape module, long tokens)
    {
        var bases = (double)config.Rank * config.Bases(module);
        var small = Math.Min(module.InputSize, module.OutputSize);

        // Inner product, weighted, scaled; outer, added; once a batch the small side's product with its two factors.
        return new(
            2 * tokens * bases * (module.InputSize + module.OutputSize),
            (tokens * ((3 * bases) + (2 * module.OutputSize))) + (3 * bases * small));
    }
}
