using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method that puts trained positions in front of the text, before the first layer.</summary>
/// <remarks>In whatever layers it is placed, it acts once, in front of all of them.</remarks>
public abstract record InputConfig : MethodConfig
{
    /// <summary>L, the trained positions. At least 1; default 10.</summary>
    public int PromptLength { get; init; } = 10;

    /// <inheritdoc/>
    public override int LayerOf(int layer) => 0;
}
