using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed low-rank adaptation, described in <see cref="DoraConfig"/>.</summary>
internal sealed class DoraMethod : LowRankMethod<DoraConfig>
{
    public override string Name => DoraConfig.MethodName;

    public override string Title => "DoRA";

    public override string Paper => "Liu et al., DoRA: Weight-Decomposed Low-Rank Adaptation, ICML 2024";

    public override string Formula => "m / |V| * V x + b with V = W + (alpha / rank) B A, norms of rows";

    public override string ParameterFormula => "r (in + out) + out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new DoraHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new DoraAdapterHub();

    protected override ImmutableArray<ConfigField<DoraConfig>> Settings { get; } =
    [
        Rank("The rank of the update."),
        Alpha(),
        Setting.Targets<DoraConfig>(),
    ];

    /// <summary>A, [r, in], B, [out, r], and the magnitude, [out].</summary>
    public override TensorPart[] Parts(DoraConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return
        [
            new(target + ".a", new(config.Rank, module.InputSize)),
            new(target + ".b", new(module.OutputSize, config.Rank)),
            new(target + ".magnitude", new(module.OutputSize)),
        ];
    }

    protected override TargetExtension Extend(DoraConfig config, ModuleShape module, ModuleContext context) =>
        DoraExtension.Create(config, Parts(config, module), module, context);

    protected override ModuleWork Work(DoraConfig config, ModuleShape module, long tokens)
    {
        var (input, output) = ((double)module.InputSize, (double)module.OutputSize);

        // The update for each token, and once a batch V = W + s B A with the norms of its rows.
        var flops = (2 * tokens * config.Rank * (input + output)) + (2 * input * output * (config.Rank + 1));

        // A x, scaled; B A x, added, magnitude on, and a bias out before and in again behind; B A, V and its squares.
        return new(flops, (tokens * ((2 * config.Rank) + ((module.HasBias ? 5 : 3) * output))) + (4 * input * output));
    }
}
