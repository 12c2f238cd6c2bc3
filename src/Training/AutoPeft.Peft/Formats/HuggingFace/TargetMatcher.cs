using System.Text.Json;
using System.Text.RegularExpressions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>Finds the linear modules that a PEFT configuration means, by PEFT's own rules.</summary>
internal sealed class TargetMatcher(JsonFields config)
{
    /// <summary>A placement for every linear module that is a target; a fault when there is none.</summary>
    public IEnumerable<PeftPlacement> Placements(ModelShape shape, Func<ModuleShape, MethodConfig> method)
    {
        var placements = shape.Modules
            .Where(IsTarget)
            .Select(module => new PeftPlacement(module.Layer, method(module)))
            .ToArray();
        if (placements.Length == 0)
        {
            config.Fault("target_modules", $"No linear module of the {shape.Family} model is a target.");
        }

        return placements;
    }

    /// <summary>The number that the first matching key of a pattern field gives a module; null when none matches.</summary>
    public double? Pattern(string field, string path)
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

    /// <summary>Whether a field, a list of names or one pattern, names a module.</summary>
    public bool Names(string field, string path) => config.Find(field) switch
    {
        null => false,
        { ValueKind: JsonValueKind.String } pattern => Matches(pattern.GetString()!, path, field),
        _ => config.Texts(field).Any(name => path == name || path.EndsWith("." + name, StringComparison.Ordinal)),
    };

    // A list names modules in full or by their end; a text is one pattern for the whole name.
    private bool IsTarget(ModuleShape module)
    {
        if (Names("exclude_modules", module.Path) || config.Find("target_modules") is not { } targets)
        {
            return false;
        }

        return targets.ValueKind == JsonValueKind.String
            ? targets.GetString() == "all-linear" || Names("target_modules", module.Path)
            : Names("target_modules", module.Path) && IsChosenLayer(module.Layer);
    }

    private bool IsChosenLayer(int layer) => config.Find("layers_to_transform") switch
    {
        null => true,
        { ValueKind: JsonValueKind.Number } => config.WholeNumber("layers_to_transform") == layer,
        _ => config.WholeNumbers("layers_to_transform") is var layers && (layers.IsEmpty || layers.Contains(layer)),
    };

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
