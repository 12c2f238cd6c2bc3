using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method that adds a narrow network to a block: down, an activation, up.</summary>
public abstract record BottleneckConfig : MethodConfig
{
    /// <summary>D, the width of the bottleneck. At least 1; default 16.</summary>
    public int BottleneckSize { get; init; } = 16;

    /// <summary>The factor on what the bottleneck adds. Positive; default 1 where a method says nothing else.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>f, the activation of the bottleneck. Default ReLU.</summary>
    public BottleneckActivation Activation { get; init; } = BottleneckActivation.Relu;
}
