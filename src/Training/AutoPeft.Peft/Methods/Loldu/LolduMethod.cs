using System.Collections.Immutable;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Loldu;

/// <summary>LoLDU, described in <see cref="LolduConfig"/>.</summary>
internal sealed class LolduMethod : CoreMethod<LolduConfig>
{
    public override string Name => LolduConfig.MethodName;

    public override string Title => "LoLDU";

    public override string Paper =>
        "Shi et al., LoLDU: Low-Rank Adaptation via Lower-Diag-Upper Decomposition for Parameter-Efficient Fine-Tuning, 2024";

    public override string Formula => "W x + b + (alpha / rank) P L diag(d) U x, with W = P L D U truncated and frozen";

    protected override bool IsDiagonal => true;

    protected override ImmutableArray<ConfigField<LolduConfig>> Settings { get; } =
        [Rank("How many elements of the diagonal are trained."), Alpha(), Setting.Targets<LolduConfig>()];

    protected override (DenseMatrix A, DenseMatrix Columns) Factors(DenseMatrix weight, LolduConfig config, RandomKey key)
    {
        var factors = TriangularFactors.Of(weight, config.Rank);

        return (factors.Upper, factors.Lower);
    }
}
