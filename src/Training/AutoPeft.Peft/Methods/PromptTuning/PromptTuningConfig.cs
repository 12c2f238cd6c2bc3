namespace AutoPeft.Peft.Methods.PromptTuning;

/// <summary>Trained embeddings in front of those of the text.</summary>
/// <remarks>
/// Lester, Al-Rfou and Constant, "The Power of Scale for Parameter-Efficient Prompt Tuning", EMNLP 2021, Sec. 2. They enter the first layer as they are: the
/// model's own norm and position embeddings are the text's alone. They start uniform in ±0.5 (Sec. 3.2).
/// </remarks>
public sealed record PromptTuningConfig : InputConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "prompt_tuning";

    /// <inheritdoc/>
    public override string Method => MethodName;
}
