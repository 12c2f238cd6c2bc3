using System.Collections.Immutable;

namespace AutoPeft.Peft.Methods;

/// <summary>
/// The names of activations in study files and recipes: <c>relu</c>, <c>gelu</c>, <c>silu</c>, <c>tanh</c>.
/// </summary>
internal static class BottleneckActivationNames
{
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<BottleneckActivation>().Select(Of)];

    public static string Of(BottleneckActivation activation) => activation switch
    {
        BottleneckActivation.Relu => "relu",
        BottleneckActivation.Gelu => "gelu",
        BottleneckActivation.Silu => "silu",
        BottleneckActivation.Tanh => "tanh",
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    public static BottleneckActivation Parse(string name) =>
        Enum.GetValues<BottleneckActivation>().Single(activation => Of(activation) == name);
}
