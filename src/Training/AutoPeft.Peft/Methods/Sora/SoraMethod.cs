using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Sora;

/// <summary>SoRA, described in <see cref="SoraConfig"/>.</summary>
internal sealed class SoraMethod : DiagonalMethod<SoraConfig>
{
    public override string Name => SoraConfig.MethodName;

    public override string Title => "SoRA";

    public override string Paper => "Ding et al., Sparse Low-rank Adaptation of Pre-trained Language Models, EMNLP 2023";

    public override string Formula => "W x + b + (alpha / rank) B (g * (A x)), with gates g soft-thresholded after every step";

    protected override ImmutableArray<ConfigField<SoraConfig>> Settings { get; } =
    [
        Rank("The rank in the beginning, of which gates at zero are taken away."),
        Alpha(),
        Setting.Targets<SoraConfig>(),
        Setting.Positive(
            "sparsity",
            "The weight of the L1 penalty on the gates.",
            (SoraConfig config) => config.Sparsity,
            (config, weight) => config with { Sparsity = weight }),
    ];

    protected override IRankAllocator<DiagonalExtension> Allocator(SoraConfig config) => new SoraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) => part.Name[^1] switch
    {
        'a' => WeightInitialization.KaimingUniform(part.Shape.Count, part.Shape.Last, key),
        'e' => [.. Enumerable.Repeat(1f, part.Shape.Count)],
        _ => new float[part.Shape.Count],
    };
}
