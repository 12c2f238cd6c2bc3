using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.DiffFit;

/// <summary>Scales of blocks, described in <see cref="DiffFitConfig"/>.</summary>
internal sealed class DiffFitMethod : TargetedMethod<DiffFitConfig>
{
    public override string Name => DiffFitConfig.MethodName;

    public override string Title => "DiffFit scales";

    public override string Paper =>
        "Xie et al., DiffFit: Unlocking Transferability of Large Diffusion Models via Simple Parameter-Efficient Fine-Tuning, ICCV 2023";

    public override string Formula => "g (W x + b), with one number g for each module";

    public override string ParameterFormula => "1 for each target";

    protected override ImmutableArray<ConfigField<DiffFitConfig>> Settings { get; } =
        [Setting.Presence<DiffFitConfig>(), Setting.Targets<DiffFitConfig>()];

    /// <summary>γ, [1].</summary>
    public override TensorPart[] Parts(DiffFitConfig config, ModuleShape module) => [new(TargetOf(module) + ".scale", new(1))];

    protected override TargetExtension Extend(DiffFitConfig config, ModuleShape module, ModuleContext context) =>
        new DiffFitExtension(context.Filled(Parts(config, module)[0], 1), module.OutputSize, context.Model.Engine);

    protected override ModuleWork Work(DiffFitConfig config, ModuleShape module, long tokens) =>
        new(((double)tokens + 2) * module.OutputSize, ((double)tokens + 1) * module.OutputSize);
}
