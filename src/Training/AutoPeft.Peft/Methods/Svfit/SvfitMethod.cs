using System.Collections.Immutable;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Svfit;

/// <summary>SVFit, described in <see cref="SvfitConfig"/>.</summary>
internal sealed class SvfitMethod : CoreMethod<SvfitConfig>
{
    public override string Name => SvfitConfig.MethodName;

    public override string Title => "SVFit";

    public override string Paper =>
        "Sun et al., SVFit: Parameter-Efficient Fine-Tuning of Large Pre-Trained Models Using Singular Values, 2024";

    public override string Formula => "W x + b + U diag(d) V^T x, with U and V the leading singular vectors of W, frozen";

    protected override bool IsDiagonal => true;

    protected override ImmutableArray<ConfigField<SvfitConfig>> Settings { get; } =
        [Rank("How many singular values are trained, the largest first."), Setting.Targets<SvfitConfig>()];

    protected override (DenseMatrix A, DenseMatrix Columns) Factors(DenseMatrix weight, SvfitConfig config, RandomKey key)
    {
        var svd = TruncatedSvd.Of(weight, config.Rank, key);

        return (svd.Right, svd.Left);
    }
}
