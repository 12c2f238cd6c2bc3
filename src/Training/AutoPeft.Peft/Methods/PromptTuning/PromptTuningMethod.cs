using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.PromptTuning;

/// <summary>Prompt tuning, described in <see cref="PromptTuningConfig"/>.</summary>
internal sealed class PromptTuningMethod : InputMethod<PromptTuningConfig>
{
    private const double Bound = 0.5;

    public override string Name => PromptTuningConfig.MethodName;

    public override string Title => "Prompt tuning";

    public override string Paper =>
        "Lester, Al-Rfou and Constant, The Power of Scale for Parameter-Efficient Prompt Tuning, EMNLP 2021";

    public override string Formula => "layers([P; embeddings]), with a trained P in front of the embedded text";

    public override string ParameterFormula => "L C, once for the model";

    public override HuggingFaceMapping HuggingFace { get; } = new PromptHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new PromptAdapterHub();

    protected override ImmutableArray<ConfigField<PromptTuningConfig>> Settings { get; } = [Length];

    /// <summary>P, [L, C].</summary>
    public override TensorPart[] Parts(PromptTuningConfig config, ModelShape shape) =>
        [new($"layers.0.{Name}.prompt", new(config.PromptLength, shape.HiddenSize))];

    protected override NamedTensor[] Start(PromptTuningConfig config, ModuleContext context)
    {
        var part = Parts(config, context.Shape)[0];

        return [context.Parameter(part, WeightInitialization.Uniform(part.Shape.Count, Bound, context.KeyOf(0, Name)))];
    }

    protected override IInputExtension Extension(PromptTuningConfig config, NamedTensor[] parameters, ModuleContext context) =>
        new PromptExtension(parameters[0]);
}
