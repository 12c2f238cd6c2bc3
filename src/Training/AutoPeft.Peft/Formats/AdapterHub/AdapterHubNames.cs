using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The names of AdapterHub's tensors in encoders that are laid out like BERT.</summary>
/// <param name="Shape">The base model.</param>
/// <param name="Adapter">What the set of modules is called.</param>
public sealed record AdapterHubNames(ModelShape Shape, string Adapter)
{
    /// <summary>What the place of a prefix is called.</summary>
    public const string PrefixLocation = "prefix";

    /// <summary>What the names of the base model's tensors begin with, e.g. <c>bert</c>.</summary>
    public string Root => Shape.Modules[0].Path.Split('.')[0];

    /// <summary>A tensor of the bottleneck behind or beside a block of a layer.</summary>
    public string Bottleneck(int layer, SublayerKind block, string part)
    {
        const string Dense = ".dense";
        var path = Path(layer, block == SublayerKind.Attention ? ModuleKind.AttentionOutput : ModuleKind.FeedForwardDown);

        return $"{path[..^Dense.Length]}.adapters.{Adapter}.{part}";
    }

    /// <summary>A tensor of a low-rank update.</summary>
    public string Lora(int layer, ModuleKind kind, string part) => $"{Path(layer, kind)}.loras.{Adapter}.{part}";

    /// <summary>A tensor that all layers share.</summary>
    public string Shared(string part) => $"{Root}.shared_parameters.{Adapter}.{part}";

    /// <summary>The prompt in front of the first layer.</summary>
    public string Prompt() => $"{Root}.prompt_tuning.prompt_tunings.{Adapter}.prompt_embedding.weight";

    /// <summary>The table of all prefixes.</summary>
    public string Prefix() => $"{Root}.prefix_tuning.prefix_tunings.{Adapter}.self_prefix.control_trans";

    /// <summary>The gate of a layer's prefix.</summary>
    public string PrefixGate(int layer)
    {
        const string Query = "query";

        return $"{Path(layer, ModuleKind.Query)[..^Query.Length]}prefix_tuning.prefix_gates.{Adapter}";
    }

    private string Path(int layer, ModuleKind kind) => Shape.Find(layer, kind)!.Path;
}
