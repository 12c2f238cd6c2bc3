using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>
/// The fields of AdapterHub's bottleneck configurations, version 1.2.0, apart from widths and layers.
/// </summary>
internal static class AdapterHubBottleneckFields
{
    private const string AttentionPlace = "mh_adapter", FeedForwardPlace = "output_adapter";

    /// <summary>What AdapterHub calls the place of a bottleneck.</summary>
    public static string Location(SublayerKind block) => block == SublayerKind.Attention ? AttentionPlace : FeedForwardPlace;

    /// <summary>All fields, at the values of <c>SeqBnConfig</c> or <c>ParBnConfig</c>.</summary>
    public static JsonObject Write(bool isParallel, BottleneckConfig config) => new()
    {
        ["adapter_residual_before_ln"] = false,
        ["cross_adapter"] = false,
        ["dropout"] = PortableJson.Float(0),
        ["factorized_phm_W"] = true,
        ["factorized_phm_rule"] = false,
        ["hypercomplex_nonlinearity"] = "glorot-uniform",
        ["init_weights"] = isParallel ? "mam_adapter" : "bert",
        ["init_weights_seed"] = null,
        ["inv_adapter"] = null,
        ["inv_adapter_reduction_factor"] = null,
        ["is_parallel"] = isParallel,
        ["learn_phm"] = true,
        ["ln_after"] = false,
        ["ln_before"] = false,
        [AttentionPlace] = config.Blocks.Contains(SublayerKind.Attention),
        ["non_linearity"] = config.Activation == BottleneckActivation.Silu ? "swish" : ChoiceNames.Of(config.Activation),
        ["original_ln_after"] = true,
        ["original_ln_before"] = config is SerialBottleneckConfig { Input: SerialInput.Normalized },
        [FeedForwardPlace] = config.Blocks.Contains(SublayerKind.FeedForward),
        ["phm_bias"] = true,
        ["phm_c_init"] = "normal",
        ["phm_dim"] = 4,
        ["phm_init_range"] = 0.0001,
        ["phm_layer"] = false,
        ["phm_rank"] = 1,
        ["residual_before_ln"] = true,
        ["scaling"] = PortableJson.Float(config.Scale), // AdapterHub refuses a whole number here
        ["shared_W_phm"] = false,
        ["shared_phm_rule"] = true,
        ["stochastic_depth"] = PortableJson.Float(0),
        ["use_gating"] = false,
    };

    /// <summary>Notes every field that makes the bottleneck something else than ours.</summary>
    public static void Refuse(JsonFields member, bool isParallel)
    {
        member.MustBe("cross_adapter", "false");
        member.MustBe("ln_before", "false");
        member.MustBe("ln_after", "false");
        member.MustBe("original_ln_after", "true");
        member.MustBe("inv_adapter");
        member.MustBe("dropout", "0", "0.0");
        member.MustBe("stochastic_depth", "0", "0.0");
        if (!isParallel)
        {
            member.MustBe("residual_before_ln", "true");
        }
    }

    /// <summary>The blocks that get a bottleneck; the feed-forward block, with a fault, when it is none.</summary>
    public static BottleneckPlacement ReadPlacement(JsonFields member)
    {
        var attention = member.Flag(AttentionPlace, byDefault: false);
        if (member.Flag(FeedForwardPlace, byDefault: false))
        {
            return attention ? BottleneckPlacement.Both : BottleneckPlacement.FeedForward;
        }

        if (!attention)
        {
            member.Fault(FeedForwardPlace, "Neither mh_adapter nor output_adapter is true, so there is no bottleneck.");
        }

        return attention ? BottleneckPlacement.Attention : BottleneckPlacement.FeedForward;
    }

    /// <summary>What a serial bottleneck reads.</summary>
    public static SerialInput ReadInput(JsonFields member) =>
        member.Flag("original_ln_before", byDefault: false) ? SerialInput.Normalized : SerialInput.Output;

    /// <summary>The activation; ReLU, with a fault, when it is none of ours.</summary>
    public static BottleneckActivation ReadActivation(JsonFields member)
    {
        var name = member.Text("non_linearity");
        if (name is "swish" or "silu")
        {
            return BottleneckActivation.Silu;
        }

        if (name is not null && !ChoiceNames.All<BottleneckActivation>().Contains(name))
        {
            member.Fault("non_linearity", $"non_linearity is {name}, which this version cannot express.");
            return BottleneckActivation.Relu;
        }

        return name is null ? BottleneckActivation.Relu : ChoiceNames.Parse<BottleneckActivation>(name);
    }
}
