using System.Collections.Immutable;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>LoRA-XS, described in <see cref="LoraXsConfig"/>.</summary>
internal sealed class LoraXsMethod : CoreMethod<LoraXsConfig>
{
    public override string Name => LoraXsConfig.MethodName;

    public override string Title => "LoRA-XS";

    public override string Paper => "Balazy et al., LoRA-XS: Low-Rank Adaptation with Extremely Small Number of Parameters, 2024";

    public override string Formula => "W x + b + (alpha / rank) U S R V^T x, with W = U S V^T truncated and frozen";

    protected override bool IsDiagonal => false;

    protected override ImmutableArray<ConfigField<LoraXsConfig>> Settings { get; } =
        [Rank("The side of the trained matrix."), Alpha(), Setting.Targets<LoraXsConfig>()];

    protected override (DenseMatrix A, DenseMatrix Columns) Factors(DenseMatrix weight, LoraXsConfig config, RandomKey key)
    {
        var svd = TruncatedSvd.Of(weight, config.Rank, key);
        for (var i = 0; i < config.Rank; i++)
        {
            svd.Left.ScaleRow(i, svd.Values[i]);
        }

        return (svd.Right, svd.Left);
    }
}
