using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Placement;

/// <summary>Reads one configuration from JSON and collects every fault on the way.</summary>
/// <param name="source">Where the JSON comes from.</param>
/// <param name="registry">The methods to know.</param>
internal sealed class PeftConfigReader(string source, MethodRegistry registry)
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public PeftConfig Read(JsonElement element, string modulesKey, string methodKey, string layersKey)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty(modulesKey, out var modules)
            || modules.ValueKind != JsonValueKind.Array)
        {
            Fault(source, $"A configuration is an object with a list '{modulesKey}'.", $"Write {{\"{modulesKey}\": []}}.");
            return PeftConfig.Empty;
        }

        foreach (var property in element.EnumerateObject().Where(property => property.Name != modulesKey))
        {
            Fault($"{source}: {property.Name}", "This key is unknown.", $"Leave it out; the only key is '{modulesKey}'.");
        }

        return PeftConfig.Of([.. modules.EnumerateArray()
            .SelectMany((module, index) => Module(module, $"{source}: {modulesKey}[{index}]", methodKey, layersKey))]);
    }

    private IEnumerable<PeftPlacement> Module(JsonElement module, string place, string methodKey, string layersKey)
    {
        if (Method(module, place, methodKey) is not { } method)
        {
            return [];
        }

        var layers = Layers(module, $"{place}.{layersKey}", layersKey);
        var settings = Settings(module, place, methodKey, layersKey);

        return method.Bind(settings, new(place), _faults) is { } config
            ? layers.Select(layer => new PeftPlacement(layer, config))
            : [];
    }

    private PeftMethod? Method(JsonElement module, string place, string methodKey)
    {
        if (module.ValueKind == JsonValueKind.Object
            && module.TryGetProperty(methodKey, out var name)
            && name.ValueKind == JsonValueKind.String
            && registry.Find(name.GetString()!) is { } method)
        {
            return method;
        }

        Fault(
            place,
            $"The '{methodKey}' is missing or unknown.",
            $"Name one of {string.Join(", ", registry.Methods.Select(known => known.Name))}.");
        return null;
    }

    private ImmutableArray<int> Layers(JsonElement module, string place, string layersKey)
    {
        if (module.TryGetProperty(layersKey, out var layers)
            && layers.ValueKind == JsonValueKind.Array
            && layers.GetArrayLength() > 0
            && layers.EnumerateArray().All(IsLayer))
        {
            return [.. layers.EnumerateArray().Select(layer => layer.GetInt32())];
        }

        Fault(place, "The layers must be a list of whole numbers from 0.", "List the layers that get the module, e.g. [0, 2].");
        return [];
    }

    private static bool IsLayer(JsonElement layer) =>
        layer.ValueKind == JsonValueKind.Number && layer.TryGetInt32(out var number) && number >= 0;

    private MethodSettings Settings(JsonElement module, string place, string methodKey, string layersKey)
    {
        var settings = new List<KeyValuePair<string, SettingValue>>();
        foreach (var property in module.EnumerateObject().Where(p => p.Name != methodKey && p.Name != layersKey))
        {
            if (settings.Any(setting => setting.Key == property.Name))
            {
                Fault($"{place}.{property.Name}", "This setting is given twice.", "Keep one of them.");
            }
            else if (SettingValue.TryRead(property.Value, out var value))
            {
                settings.Add(new(property.Name, value));
            }
            else
            {
                Fault(
                    $"{place}.{property.Name}",
                    "This is not a setting's value.",
                    "Give a number, a flag, a text or a list of texts.");
            }
        }

        return new(settings);
    }

    private void Fault(string place, string message, string remedy) => _faults.Add(new(new(place), message, remedy));
}
