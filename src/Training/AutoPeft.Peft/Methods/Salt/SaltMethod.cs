using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Salt;

/// <summary>SALT, described in <see cref="SaltConfig"/>.</summary>
internal sealed class SaltMethod : LowRankMethod<SaltConfig>
{
    private const double Deviation = 0.01; // of Y, as in the authors' code

    public override string Name => SaltConfig.MethodName;

    public override string Title => "SALT";

    public override string Paper => "Elsayed et al., SALT: Singular Value Adaptation with Low-Rank Transformation, 2025";

    public override string Formula => "U1 diag(a s + c) V1^T x + U2 (S2 + X Y) V2^T x + b, with W = U S V^T, s the rank largest of S and S2 the rest";

    public override string ParameterFormula => "2 r + 2 d (min(in, out) - r) for each target; exported: (r + d) (in + out)";

    protected override ImmutableArray<ConfigField<SaltConfig>> Settings { get; } =
    [
        Rank("How many singular values are scaled and shifted, the largest first."),
        Setting.Targets<SaltConfig>(),
        Setting.Count(
            "rest_rank",
            "The rank of the update between the other directions.",
            (SaltConfig config) => config.RestRank,
            (config, rank) => config with { RestRank = rank }),
    ];

    /// <summary>α and β, [r], X transposed and Y, [d, k − r] with k the smaller side.</summary>
    public override TensorPart[] Parts(SaltConfig config, ModuleShape module)
    {
        var rest = Math.Min(module.InputSize, module.OutputSize) - config.Rank;

        return
        [
            new(TargetOf(module) + ".scale", new(config.Rank)),
            new(TargetOf(module) + ".shift", new(config.Rank)),
            new(TargetOf(module) + ".x", new(config.RestRank, rest)),
            new(TargetOf(module) + ".y", new(config.RestRank, rest)),
        ];
    }

    protected override TargetExtension Extend(SaltConfig config, ModuleShape module, ModuleContext context)
    {
        var (parts, key) = (Parts(config, module), context.KeyOf(module, Name));
        var basis = SaltBasis.Of(context.WeightOf(module), config.Rank, key.For("basis"));

        return new SaltExtension(
            [
                context.Filled(parts[0], 1),
                context.Zeros(parts[1]),
                context.Zeros(parts[2]),
                context.Parameter(parts[3], WeightInitialization.Normal(parts[3].Shape.Count, Deviation, key)),
            ],
            basis,
            module,
            context.Model.Engine);
    }

    // Beside the products for each token, the two matrices of the rest are put together once a batch.
    protected override ModuleWork Work(SaltConfig config, ModuleShape module, long tokens)
    {
        var (sides, rest) = ((double)module.InputSize + module.OutputSize, Math.Min(module.InputSize, module.OutputSize) - config.Rank);

        return new(
            2.0 * ((tokens * (config.Rank + config.RestRank)) + (config.RestRank * rest)) * sides,
            (tokens * ((2.0 * config.Rank) + config.RestRank + (4 * module.OutputSize))) + (2 * config.RestRank * sides));
    }
}
