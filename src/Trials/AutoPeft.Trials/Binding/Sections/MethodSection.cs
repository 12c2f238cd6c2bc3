using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads the section of one PEFT method, by the fields that the method itself describes.</summary>
/// <param name="reader">Reads the settings.</param>
/// <param name="shape">The model; null when it could not be described.</param>
internal sealed class MethodSection(FieldReader reader, ModelShape? shape)
{
    /// <summary>How the method takes its settings; null, with faults, when the section is wrong.</summary>
    public MethodBinding? Read(PeftMethod method, YamlMap map)
    {
        var before = map.Faults.Count;
        var fields = method.Fields.Select(field => ReadField(method, field, map)).ToArray();
        map.RejectOthers();
        if (map.Faults.Count > before)
        {
            return null;
        }

        var binding = new MethodBinding(method, [.. fields.Select(field => field!)]) { ChosenBy = reader.When?.Parameter };
        CheckSize(binding, map);
        CheckFit(method, binding, map);
        return map.Faults.Count == before ? binding : null;
    }

    private FieldBinding? ReadField(PeftMethod method, MethodField field, YamlMap map)
    {
        var layers = shape?.Layers ?? 1;
        if (map.Node(field.Name) is not { } node)
        {
            if (field.Default is null)
            {
                map.Faults.Add(map.Place, $"'{method.Name}' needs '{field.Name}': {Lower(field.Summary)}", $"Add {field.Name}: {{ choices: [0, 4, 8] }}, or a single value.");
            }

            return field.Default is null ? null : new(field, [], field.Default, layers);
        }

        var (parameters, value) = reader.Read(node, field, $"{method.Name}.{field.Name}", map);
        var covered = parameters.Sum(parameter => parameter.Layers.Length);
        var otherwise = value ?? (field.IsSize ? 0 : field.Default);
        if (otherwise is null && covered < layers && !parameters.IsEmpty)
        {
            map.Faults.Add(map.Source.PlaceOf(node), $"'{field.Name}' has no value in some layers.", "Name all layers.");
        }

        return parameters.IsEmpty && value is null ? null : new(field, parameters, otherwise ?? 0, layers);
    }

    private static void CheckSize(MethodBinding binding, YamlMap map)
    {
        if (binding.Size is { } size && Values(size).All(value => value == 0))
        {
            map.Faults.Add(map.Source.PlaceOf(map.Node(size.Field.Name)!), $"'{size.Field.Name}' is always 0, so there is never such a module.", "Remove the section, or give larger sizes.");
        }
    }

    /// <summary>Tries the method with each value of each setting in turn, for what only the whole and the model can tell.</summary>
    private void CheckFit(PeftMethod method, MethodBinding binding, YamlMap map)
    {
        if (shape is null)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var settings in Variants(binding))
        {
            var faults = new List<Primitives.Faults.Fault>();
            var config = method.Bind(settings, map.Place, faults);
            faults.AddRange(config is null ? [] : PeftConfig.Uniform([0], config).Faults(shape));
            foreach (var fault in faults.Where(fault => seen.Add(fault.Message)))
            {
                map.Faults.Add(map.Place, fault.Message, fault.Remedy);
            }
        }
    }

    private static IEnumerable<MethodSettings> Variants(MethodBinding binding)
    {
        var first = binding.Fields.ToImmutableDictionary(field => field.Field.Name, field => Values(field).Last());
        yield return new(first);
        foreach (var field in binding.Fields.Where(field => !field.Parameters.IsEmpty))
        {
            foreach (var value in Values(field))
            {
                yield return new(first.SetItem(field.Field.Name, value));
            }
        }
    }

    private static IEnumerable<SettingValue> Values(FieldBinding field)
    {
        if (field.Parameters.IsEmpty)
        {
            return [field.In(0, Configuration.Empty)];
        }

        var domain = field.Parameters[0].Domain;
        return (domain.LevelCount <= 64 ? domain.Levels() : [domain.FromUnit(0), domain.FromUnit(1)]).Select(field.ToSetting);
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
