using System.Globalization;
using AutoPeft.Peft.Methods;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Analysis;

/// <summary>A configuration in few words: <c>layers 0, 2-3; lora 8; lr 0.001</c>.</summary>
/// <remarks>
/// Relies on the names of parameters and methods only: <c>layer.3</c> and <c>layer.4-5</c> switch layers on, <c>lora.rank</c> is a setting of a
/// method in all layers and <c>lora.rank.3</c> in one; everything else belongs to the training. Sizes of 0 say that there is no
/// module, and are left out with all that it would be like.
/// </remarks>
public static class ConfigurationText
{
    /// <summary>The words.</summary>
    public static string Of(Configuration configuration)
    {
        var parts = configuration.Entries.Select(entry => (Path: entry.Key.Split('.'), entry.Value)).ToList();
        var words = new List<string>();
        if (parts.Exists(part => IsSwitch(part.Path)))
        {
            words.Add(Layers(parts.Where(part => IsSwitch(part.Path)).ToList()));
        }

        words.AddRange(parts.Where(part => part.Path.Length >= 2 && !IsSwitch(part.Path))
            .GroupBy(part => part.Path[0], StringComparer.Ordinal)
            .Select(method => Method(method.Key, [.. method]))
            .Where(text => text.Length > 0));
        words.AddRange(parts.Where(part => part.Path.Length == 1).Select(part => $"{Spaced(part.Path[0])} {Value(part.Value)}"));

        return words.Count == 0 ? "defaults" : string.Join("; ", words);
    }

    // Parameters of black boxes may be called layer.anything.
    private static bool IsSwitch(string[] path) => path is ["layer", var name]
        && name.Split('-') is { Length: <= 2 } ends && ends.All(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static string Layers(List<(string[] Path, ParameterValue Value)> switches)
    {
        var on = switches.Where(part => !part.Value.IsOff).Select(part => part.Path[1])
            .OrderBy(name => int.Parse(name.Split('-')[0], CultureInfo.InvariantCulture)).ToList();

        return on.Count == switches.Count ? "all layers"
            : on.Count == 0 ? "no layer"
            : $"{(on.Count == 1 && !on[0].Contains('-') ? "layer" : "layers")} {string.Join(", ", Joined(on))}";
    }

    // 0, 1, 2, 5 are written as 0-2, 5.
    private static IEnumerable<string> Joined(List<string> names)
    {
        var ranges = names.Select(name => name.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray());
        (int First, int Last)? open = null;
        foreach (var range in ranges)
        {
            if (open is { } current && range[0] == current.Last + 1)
            {
                open = (current.First, range[^1]);
                continue;
            }

            if (open is { } finished)
            {
                yield return Range(finished);
            }

            open = (range[0], range[^1]);
        }

        yield return Range(open!.Value);
    }

    private static string Range((int First, int Last) range) => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}";

    // A method with one setting needs no name for it: serial 8.
    private static string Method(string name, IReadOnlyList<(string[] Path, ParameterValue Value)> settings)
    {
        if (IsAbsent(name, settings))
        {
            return string.Empty;
        }

        var fields = settings.GroupBy(part => part.Path[1], StringComparer.Ordinal)
            .Where(field => field.Any(part => !part.Value.IsOff))
            .Select(field => (Name: Spaced(field.Key), Values: string.Join("/", field.Select(part => Value(part.Value)))))
            .ToList();

        return fields.Count switch
        {
            0 => string.Empty,
            1 => $"{Short(name)} {fields[0].Values}",
            _ => $"{Short(name)} {string.Join(", ", fields.Select(field => $"{field.Name} {field.Values}"))}",
        };
    }

    // What an absent module would be like is there in a configuration, but means nothing.
    private static bool IsAbsent(string method, IReadOnlyList<(string[] Path, ParameterValue Value)> settings)
    {
        var sizes = MethodRegistry.BuiltIn.Find(method) is { } known ? settings.Where(part => part.Path[1] == known.Size.Name).ToArray() : [];

        return sizes.Length > 0 && Array.TrueForAll(sizes, part => part.Value.IsOff);
    }

    private static string Value(ParameterValue value) => value.Kind == ParameterValueKind.Number
        ? value.AsNumber.ToString("0.######", CultureInfo.InvariantCulture)
        : value.ToString();

    // Serial adapter and parallel adapter, prefix tuning: in a list of methods the first word says it.
    private static string Short(string method) => Spaced(method.Replace("_adapter", string.Empty, StringComparison.Ordinal)
        .Replace("_tuning", string.Empty, StringComparison.Ordinal));

    private static string Spaced(string name) => name == "learning_rate" ? "lr" : name.Replace('_', ' ');
}
