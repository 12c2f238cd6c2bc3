using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods;

/// <summary>Applies the activation of a bottleneck.</summary>
internal static class BottleneckActivationFunctions
{
    public static Tensor Apply(this BottleneckActivation activation, Tensor x) => activation switch
    {
        BottleneckActivation.Relu => x.Relu(),
        BottleneckActivation.Gelu => x.Gelu(),
        BottleneckActivation.Silu => x.Silu(),
        BottleneckActivation.Tanh => x.Tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };
}
