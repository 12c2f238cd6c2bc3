using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.Compacter;
using AutoPeft.Peft.Methods.Dora;
using AutoPeft.Peft.Methods.Ia3;
using AutoPeft.Peft.Methods.LayerNormTuning;
using AutoPeft.Peft.Methods.Loha;
using AutoPeft.Peft.Methods.Lokr;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.Miss;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.PromptTuning;
using AutoPeft.Peft.Methods.RandLora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Methods.UniPelt;
using AutoPeft.Peft.Methods.Vera;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Tests.Formats;

/// <summary>
/// The exports whose outputs the libraries themselves have computed; see tests/reference/peft/libraries.py.
/// </summary>
internal static class LibraryExports
{
    private static readonly LoraConfig Lora = new() { Rank = 2, Alpha = 6 };
    private static readonly SerialAdapterConfig Serial = new() { BottleneckSize = 3 };

    // As Houlsby et al. place it.
    private static readonly SerialAdapterConfig Double = Serial with
    {
        Activation = BottleneckActivation.Silu,
        Placement = BottleneckPlacement.Both,
        Input = SerialInput.Output,
    };

    private static readonly ParallelAdapterConfig Parallel = new() { BottleneckSize = 5 };
    private static readonly PrefixTuningConfig Prefix = new() { PrefixLength = 3 };

    public static IReadOnlyDictionary<string, (string Format, PeftConfig Config)> All { get; } =
        new Dictionary<string, (string, PeftConfig)>
        {
            ["peft_lora"] = ("hf_peft", PeftConfig.Uniform([0, 1, 2], Lora)),
            ["peft_lora_everywhere"] = ("hf_peft", PeftConfig.Uniform([1], Lora with
            {
                Targets =
                [
                    ModuleKind.Query, ModuleKind.Key, ModuleKind.Value,
                    ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown,
                ],
            })),
            ["peft_lora_by_layer"] = ("hf_peft", PeftConfig.Of(
            [
                new(0, Lora),
                new(2, Lora with { Rank = 5 }),
                new(1, Lora with { Rank = 1, Alpha = 0.5, Targets = [ModuleKind.Query] }),
                new(1, Lora with { Rank = 4, Alpha = 7, Targets = [ModuleKind.FeedForwardDown] }),
            ])),
            ["peft_lora_rank_stabilized"] = ("hf_peft", PeftConfig.Of(
                [new(0, Lora with { RankStabilized = true }), new(2, Lora with { RankStabilized = true, Rank = 3 })])),
            ["peft_lora_mixed_scaling"] = ("hf_peft", PeftConfig.Of([new(0, Lora), new(2, Lora with { RankStabilized = true, Rank = 3 })])),
            ["peft_dora"] = ("hf_peft", PeftConfig.Of(
            [
                new(0, new DoraConfig { Rank = 2, Alpha = 3 }),
                new(2, new DoraConfig { Rank = 3, Alpha = 5, Targets = [ModuleKind.FeedForwardDown] }),
            ])),
            ["peft_ia3"] = ("hf_peft", PeftConfig.Of([new(0, new Ia3Config()), new(2, new Ia3Config { Targets = [ModuleKind.Query] })])),
            ["peft_beft"] = ("hf_peft", PeftConfig.Uniform([0, 1], new BitFitConfig())),
            ["peft_layer_norm"] = ("hf_peft", PeftConfig.Of(
                [new(0, new LayerNormTuningConfig()), new(2, new LayerNormTuningConfig { Attention = false })])),
            ["peft_vera"] = ("hf_peft", PeftConfig.Uniform([0, 2], new VeraConfig
            {
                Rank = 5,
                Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
            })),
            ["peft_loha"] = ("hf_peft", PeftConfig.Of(
                [new(0, new LohaConfig { Rank = 2, Alpha = 3 }), new(1, new LohaConfig { Rank = 3, Targets = [ModuleKind.FeedForwardUp] })])),
            ["peft_lokr"] = ("hf_peft", PeftConfig.Of(
                [new(0, new LokrConfig { Rank = 1, Alpha = 3 }), new(1, new LokrConfig { Rank = 4, Targets = [ModuleKind.FeedForwardUp] })])),
            ["peft_lokr_factor"] = ("hf_peft", PeftConfig.Uniform([0, 2], new LokrConfig
            {
                Rank = 2,
                DecomposeFactor = 4,
                Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
            })),
            ["peft_miss"] = ("hf_peft", PeftConfig.Uniform([0, 2], new MissConfig
            {
                Rank = 5,
                Targets = [ModuleKind.Value, ModuleKind.FeedForwardDown],
            })),
            ["peft_randlora"] = ("hf_peft", PeftConfig.Uniform([0, 2], new RandLoraConfig
            {
                Rank = 3,
                Alpha = 6,
                Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
            })),
            ["peft_prefix_without_positions"] = ("hf_peft", PeftConfig.Uniform([0, 1, 2], Prefix)),
            ["adapterhub_serial"] = ("adapterhub", PeftConfig.Of(
            [
                new(0, Serial),
                new(1, Serial with { BottleneckSize = 8, Activation = BottleneckActivation.Gelu }),
                new(2, Serial with { BottleneckSize = 1 }),
            ])),
            ["adapterhub_parallel"] = ("adapterhub", PeftConfig.Uniform([1, 2], Parallel)),
            ["adapterhub_serial_double"] = ("adapterhub", PeftConfig.Of(
            [
                new(0, Double),
                new(1, Double with { BottleneckSize = 8, Placement = BottleneckPlacement.Attention }),
                new(1, Parallel),
                new(2, Serial with { BottleneckSize = 2, Placement = BottleneckPlacement.Attention }),
                new(2, Double with { BottleneckSize = 5, Placement = BottleneckPlacement.FeedForward }),
            ])),
            ["adapterhub_parallel_attention"] = ("adapterhub", PeftConfig.Uniform([0, 2], Parallel with { Placement = BottleneckPlacement.Both })),
            ["adapterhub_prefix"] = ("adapterhub", PeftConfig.Uniform([0, 2], Prefix)),
            ["adapterhub_lora"] = ("adapterhub", PeftConfig.Uniform([0, 2], Lora with
            {
                RankStabilized = true,
                Rank = 3,
                Targets = [ModuleKind.Query, ModuleKind.Key, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
            })),
            ["adapterhub_dora_without_biases"] = ("adapterhub", PeftConfig.Uniform([0, 1], new DoraConfig
            {
                Rank = 3,
                Alpha = 3,
                Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
            })),
            ["adapterhub_ia3"] = ("adapterhub", PeftConfig.Uniform([0, 2], new Ia3Config
            {
                Targets = [ModuleKind.Query, ModuleKind.Value, ModuleKind.FeedForwardUp],
            })),
            ["adapterhub_vera"] = ("adapterhub", PeftConfig.Uniform([0, 2], new VeraConfig { Rank = 5, Targets = [ModuleKind.Query, ModuleKind.Value] })),
            ["adapterhub_compacter"] = ("adapterhub", PeftConfig.Uniform([0, 2], new CompacterConfig
            {
                BottleneckSize = 4,
                PhmDimension = 2,
                PhmRank = 3,
                Scale = 0.5,
            })),
            ["adapterhub_compacter_double"] = ("adapterhub", PeftConfig.Uniform([0, 1, 2], new CompacterConfig
            {
                BottleneckSize = 4,
                PhmDimension = 2,
                PhmRank = 1,
                Placement = BottleneckPlacement.Both,
                Input = SerialInput.Output,
            })),
            ["adapterhub_prompt"] = ("adapterhub", PeftConfig.Uniform([0], new PromptTuningConfig { PromptLength = 3 })),
            ["adapterhub_unipelt_without_padding"] = ("adapterhub", PeftConfig.Uniform([0, 2], new UniPeltConfig
            {
                BottleneckSize = 4,
                Rank = 2,
                PrefixLength = 3,
                Targets = [ModuleKind.Query, ModuleKind.Value, ModuleKind.FeedForwardUp],
            })),
            ["adapterhub_union"] = ("adapterhub", PeftConfig.Of(
            [
                new(0, Serial with { Activation = BottleneckActivation.Silu, Scale = 0.5 }),
                new(1, Parallel with { Activation = BottleneckActivation.Tanh }),
                new(1, Prefix),
                new(2, Prefix),
                new(2, Lora),
            ])),
        };
}
