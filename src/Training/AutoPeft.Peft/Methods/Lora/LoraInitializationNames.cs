using System.Collections.Immutable;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>The names of initialisations in study files and recipes.</summary>
internal static class LoraInitializationNames
{
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<LoraInitialization>().Select(Of)];

    public static string Of(LoraInitialization initialization) => initialization switch
    {
        LoraInitialization.Kaiming => "kaiming",
        LoraInitialization.Gaussian => "gaussian",
        LoraInitialization.Pissa => "pissa",
        LoraInitialization.Olora => "olora",
        _ => throw new ArgumentOutOfRangeException(nameof(initialization), initialization, "There is no such initialisation."),
    };

    public static LoraInitialization Parse(string name) =>
        Enum.GetValues<LoraInitialization>().Single(initialization => Of(initialization) == name);
}
