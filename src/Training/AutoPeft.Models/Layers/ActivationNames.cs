using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>What <c>config.json</c> calls each <see cref="ActivationKind"/>, and how it is computed.</summary>
internal static class ActivationNames
{
    /// <summary>Every name, the default first.</summary>
    public static IReadOnlyList<string> Known { get; } = ["gelu", "gelu_new", "gelu_pytorch_tanh", "relu", "silu", "swish"];

    public static ActivationKind Parse(string name) => name switch
    {
        "gelu" => ActivationKind.Gelu,
        "relu" => ActivationKind.Relu,
        "silu" or "swish" => ActivationKind.Silu,
        _ => ActivationKind.GeluTanh,
    };

    public static string NameOf(ActivationKind activation) => activation switch
    {
        ActivationKind.Gelu => "gelu",
        ActivationKind.GeluTanh => "gelu_new",
        ActivationKind.Relu => "relu",
        ActivationKind.Silu => "silu",
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
    };

    public static Tensor Activate(this Tensor tensor, ActivationKind activation) => activation switch
    {
        ActivationKind.Gelu => tensor.Gelu(),
        ActivationKind.GeluTanh => tensor.GeluTanh(),
        ActivationKind.Relu => tensor.Relu(),
        ActivationKind.Silu => tensor.Silu(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
    };
}
