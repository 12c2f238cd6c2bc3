using System.Text.Json;
using System.Text.RegularExpressions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Reads a <c>LORA</c> configuration with PEFT's own rules for which modules it means.</summary>
internal sealed class LoraHuggingFaceReader(JsonFields config)
{
    private static readonly string[] UnknownFeatures =
        ["layer_replication", "target_parameters", "trainable_token_indices", "alora_invocation_tokens", "use_bdlora"];

    public IEnumerable<PeftPlacement> Read(ModelShape shape)
    {
        RefuseWhatWeCannotExpress();
        var common = new LoraConfig
        {
            Rank = config.WholeNumber("r", 8),
            Alpha = config.Number("lora_alpha", 8),
            DropoutFraction = config.Number("lora_dropout", 0),
            RankStabilized = config.Flag("use_rslora", byDefault: false),
        };
        var placements = shape.Modules.Where(IsTarget).Select(module => Placement(module, common)).ToArray();
        if (placements.Length == 0)
        {
            config.Fault("target_modules", $"No linear module of the {shape.Family} model is a target.");
        }

        return placements;
    }

    private void RefuseWhatWeCannotExpress()
    {
        config.MustBe("use_dora", "false");
        config.MustBe("lora_bias", "false");
        config.MustBe("bias", "\"none\"");
        config.MustBe("use_qalora", "false");
        config.MustBe("init_lora_weights", "true", "false", "\"gaussian\"");
        foreach (var name in UnknownFeatures)
        {
            config.MustBe(name);
        }
    }

    private PeftPlacement Placement(ModuleShape module, LoraConfig common) => new(module.Layer, common with
    {
        Rank = (int)(Pattern("rank_pattern", module.Path) ?? common.Rank),
        Alpha = Pattern("alpha_pattern", module.Path) ?? common.Alpha,
        Targets = [module.Kind],
    });

    // A list names modules in full or by their end; a text is one pattern for the whole name.
    private bool IsTarget(ModuleShape module)
    {
        if (Names("exclude_modules", module.Path) || config.Find("target_modules") is not { } targets)
        {
            return false;
        }

        return targets.ValueKind == JsonValueKind.String
            ? targets.GetString() == "all-linear" || Matches(targets.GetString()!, module.Path, "target_modules")
            : Names("target_modules", module.Path) && IsChosenLayer(module.Layer);
    }

    private bool Names(string field, string path) => config.Find(field) switch
    {
        { ValueKind: JsonValueKind.String } pattern => Matches(pattern.GetString()!, path, field),
        null => false,
        _ => config.Texts(field).Any(name => path == name || path.EndsWith("." + name, StringComparison.Ordinal)),
    };

    private bool IsChosenLayer(int layer) => config.Find("layers_to_transform") switch
    {
        null => true,
        { ValueKind: JsonValueKind.Number } => config.WholeNumber("layers_to_transform") == layer,
        _ => config.WholeNumbers("layers_to_transform") is var layers && (layers.IsEmpty || layers.Contains(layer)),
    };

    // PEFT takes the first key that matches the end of the module's name.
    private double? Pattern(string field, string path)
    {
        if (config.Find(field) is not { ValueKind: JsonValueKind.Object } patterns)
        {
            return null;
        }

        foreach (var pattern in patterns.EnumerateObject())
        {
            if (Matches($"(?:.*\\.)?(?:{pattern.Name})", path, field) && pattern.Value.TryGetDouble(out var number))
            {
                return number;
            }
        }

        return null;
    }

    // Without backtracking a pattern from a file cannot take exponential time.
    private bool Matches(string pattern, string path, string field)
    {
        try
        {
            return Regex.IsMatch(path, $"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            config.Fault(field, $"The pattern '{pattern}' cannot be read.");
            return false;
        }
    }
}
