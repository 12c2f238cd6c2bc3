using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Ssf;

/// <summary>Scaling and shifting features, described in <see cref="SsfConfig"/>.</summary>
internal sealed class SsfMethod : TargetedMethod<SsfConfig>
{
    private static readonly string[] DefaultTargets =
        ["query", "key", "value", "attention_output", "feed_forward_up", "feed_forward_down"];

    public override string Name => SsfConfig.MethodName;

    public override string Title => "SSF";

    public override string Paper => "Lian et al., Scaling & Shifting Your Features: A New Baseline for Efficient Model Tuning, NeurIPS 2022";

    public override string Formula => "g * (W x + b) + c";

    public override string ParameterFormula => "2 out for each target";

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } = [CommonFields.Presence, CommonFields.Targets(Targets, DefaultTargets)];

    /// <summary>γ and β, both [out].</summary>
    public override TensorPart[] Parts(SsfConfig config, ModuleShape module)
    {
        var target = TargetNames.Of(module, Name);

        return [new(target + ".scale", new(module.OutputSize)), new(target + ".shift", new(module.OutputSize))];
    }

    protected override MethodConfig Create(MethodSettings settings) =>
        new SsfConfig { Targets = CommonFields.ReadTargets(settings, Targets) };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(SsfConfig config) =>
        [new(CommonFields.Present, 1), new(Targets, CommonFields.OfTargets(config.Targets))];

    protected override TargetExtension Extend(SsfConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);

        return new SsfExtension(
            context.Parameter(parts[0], Enumerable.Repeat(1f, module.OutputSize).ToArray()), context.Zeros(parts[1]));
    }

    /// <summary>Parameters: <c>2 · out</c>.</summary>
    protected override MethodCost CostOf(SsfConfig config, ModuleShape module, long tokens) => new()
    {
        Trainable = 2L * module.OutputSize,
        Counted = 2L * module.OutputSize,
        Saved = 2L * module.OutputSize,
        ForwardFlops = 2.0 * tokens * module.OutputSize,
        InferenceFlops = 0, // merged
        Activations = 2.0 * tokens * module.OutputSize,
    };
}
