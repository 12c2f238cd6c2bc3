using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Dora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Tests.Formats;

/// <summary>
/// The configurations whose exports the real <c>transformers</c> and <c>peft</c> load; see tests/reference/peft/transformers_peft.py.
/// </summary>
internal static class TransformersExports
{
    /// <summary>The model families, each with a small model under tests/reference.</summary>
    public static IReadOnlyList<string> Families { get; } = ["bert", "distilbert", "gpt2", "llama", "roberta"];

    /// <summary>
    /// What is tried with each family: every method, of which PEFT has some and others fold to what it has, starts of LoRA that fold, and
    /// ranks that differ between modules.
    /// </summary>
    public static IReadOnlyList<string> Methods { get; } =
    [
        .. MethodRegistry.BuiltIn.Methods.Select(method => method.Name),
        "lora_pissa",
        "lora_by_layer",
        "dora_by_layer",
        "lora_rank_stabilized",
    ];

    /// <summary>The configuration of a name for a model.</summary>
    public static PeftConfig Of(string name, ModelShape shape)
    {
        var (first, last) = (First(shape), shape.Modules[^1].Kind);

        return name switch
        {
            "lora_by_layer" => PeftConfig.Of(
            [
                new(0, new LoraConfig { Rank = 2, Alpha = 6, Targets = [first] }),
                new(0, new LoraConfig { Rank = 5, Alpha = 3, Targets = [last] }),
                new(1, new LoraConfig { Rank = 1, Alpha = 0.5, Targets = [last] }),
            ]),
            "dora_by_layer" => PeftConfig.Of(
            [
                new(0, new DoraConfig { Rank = 2, Alpha = 3, Targets = [first] }),
                new(1, new DoraConfig { Rank = 3, Alpha = 5, Targets = [last] }),
            ]),
            "lora_pissa" => PeftConfig.Uniform([0, 1], new LoraConfig { Rank = 2, Initialization = LoraInitialization.Pissa, Targets = [first, last] }),
            "lora_rank_stabilized" => PeftConfig.Uniform([1], new LoraConfig { Rank = 3, RankStabilized = true, Targets = [first] }),
            _ => PeftConfig.Uniform([0, 1], Everywhere(MethodRegistry.BuiltIn.Find(name)!, shape)),
        };
    }

    private static ModuleKind First(ModelShape shape) => shape.Modules[0].Kind;

    // On every module that the method can have, with a small size and otherwise the defaults.
    private static MethodConfig Everywhere(PeftMethod method, ModelShape shape)
    {
        var kinds = shape.Modules.Select(module => ModuleKindNames.Of(module.Kind)).ToHashSet(StringComparer.Ordinal);
        var settings = method.Fields.Select(field => KeyValuePair.Create(field.Name, field switch
        {
            { IsSize: true, Kind: MethodFieldKind.WholeNumber } => SettingValue.OfNumber(Math.Min(2, field.Range!.Maximum)),
            { Kind: MethodFieldKind.ChoiceList } => SettingValue.OfList(field.Choices.Where(kinds.Contains)),
            _ => field.Default ?? SettingValue.OfNumber(1),
        }));

        return method.Bind(new(settings), new("test"), [])!;
    }
}
