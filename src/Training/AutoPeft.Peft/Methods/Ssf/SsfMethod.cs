using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Ssf;

/// <summary>Scaling and shifting features, described in <see cref="SsfConfig"/>.</summary>
internal sealed class SsfMethod : TargetedMethod<SsfConfig>
{
    public override string Name => SsfConfig.MethodName;

    public override string Title => "SSF";

    public override string Paper => "Lian et al., Scaling & Shifting Your Features: A New Baseline for Efficient Model Tuning, NeurIPS 2022";

    public override string Formula => "g * (W x + b) + c";

    public override string ParameterFormula => "2 out for each target";

    protected override ImmutableArray<ConfigField<SsfConfig>> Settings { get; } =
    [
        Setting.Presence<SsfConfig>(),
        Setting.Targets<SsfConfig>(),
    ];

    /// <summary>γ and β, both [out].</summary>
    public override TensorPart[] Parts(SsfConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return [new(target + ".scale", new(module.OutputSize)), new(target + ".shift", new(module.OutputSize))];
    }

    protected override TargetExtension Extend(SsfConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);

        return new SsfExtension(context.Filled(parts[0], 1), context.Zeros(parts[1]));
    }

    protected override bool NeedsBias => true;

    protected override double KeptShare => 0.5; // the factor's gradient needs what it multiplies, the shift's nothing

    protected override ModuleWork Work(SsfConfig config, ModuleShape module, long tokens) =>
        new(2.0 * tokens * module.OutputSize, 2.0 * tokens * module.OutputSize);
}
