using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>What another tool trains otherwise, because it is told of folded modules only.</summary>
/// <remarks>An export holds trained values, for which folding is exact. Training from nothing is another matter.</remarks>
internal static class RetrainingDifferences
{
    /// <summary>One sentence for each difference; none when the same is trained.</summary>
    public static IEnumerable<string> Of(PeftConfig config) =>
        config.Groups.Select(group => Of(group.Method)).OfType<string>().Distinct();

    private static string? Of(MethodConfig method) => method switch
    {
        LoraConfig { StartsAtZero: false } lora =>
            $"It trains LoRA of rank {lora.Rank * 2}, to which {Title(lora.Initialization)} of rank {lora.Rank} folds, from random values.",
        LoraConfig { Initialization: not LoraInitialization.Kaiming } lora =>
            $"It starts LoRA from PEFT's default values, not with {Title(lora.Initialization)}.",
        PrefixTuningConfig { Reparameterized: true } =>
            "It trains keys and values directly, not through the re-parameterisation.",
        _ when !method.Folded().Equals(method) =>
            $"It trains {Title(method.Folded())}, to which {Title(method)} folds; {Title(method)}'s own way of training is left out.",
        _ => null,
    };

    private static string Title(LoraInitialization initialization) => initialization switch
    {
        LoraInitialization.Pissa => "PiSSA",
        LoraInitialization.Olora => "OLoRA",
        LoraInitialization.Eva => "EVA",
        _ => $"{initialization} values",
    };

    private static string Title(MethodConfig method) => MethodRegistry.BuiltIn.Of(method).Title;
}
