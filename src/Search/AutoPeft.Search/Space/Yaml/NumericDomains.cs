using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>Reads the domains whose values are numbers.</summary>
internal static class NumericDomains
{
    public static FloatDomain? ReadFloat(YamlMap map, string name)
    {
        var scale = ReadScale(map);

        return ReadEnds(map, "float", YamlScalar.Number) is { } ends && CheckEnds(map, name, ends, scale) && CheckDistinct(map, name, ends)
            ? new(name, ends.Low, ends.High, scale)
            : null;
    }

    public static IntegerDomain? ReadInteger(YamlMap map, string name)
    {
        var scale = ReadScale(map);
        var step = map.WholeNumber("step") ?? 1;
        var ends = ReadEnds(map, "integer", node => YamlScalar.WholeNumber(node));
        if (step < 1)
        {
            map.Faults.Add(map.Source.PlaceOf(map.Node("step")!), Invariant($"The step of '{name}' is {step}."), "Use a step of at least 1.");
            return null;
        }

        if (ends is not { } range || !CheckEnds(map, name, range, scale))
        {
            return null;
        }

        if ((range.High - range.Low) / step < int.MaxValue)
        {
            return new(name, ((long)range.Low, (long)range.High), step, scale);
        }

        map.Faults.Add(map.Place, $"'{name}' has more than 2,147,483,647 values.", "Use a larger step, or a float.");
        return null;
    }

    public static OrdinalDomain? ReadChoices(YamlMap map, string name)
    {
        if (map.List("choices") is not { } nodes)
        {
            return null;
        }

        var before = map.Faults.Count;
        var previous = double.NegativeInfinity;
        foreach (var node in nodes)
        {
            CheckChoice(map, name, node, previous);
            previous = YamlScalar.Number(node) ?? previous;
        }

        if (nodes.Count == 0)
        {
            map.Faults.Add(map.Place, $"'{name}' has no values to choose from.", "Add at least one.");
        }

        return map.Faults.Count == before ? new(name, nodes.Select(node => YamlScalar.Number(node)!.Value)) : null;
    }

    private static void CheckChoice(YamlMap map, string name, YamlNode node, double previous)
    {
        var place = map.Source.PlaceOf(node);
        switch (YamlScalar.Number(node))
        {
            case null:
                map.Faults.Add(place, $"A choice of '{name}' is {YamlScalar.Describe(node)}, not a number.", "Use 'categorical' for names.");
                break;
            case 0 when previous >= 0:
                map.Faults.Add(place, $"'{name}' has 0 after {Invariant($"{previous}")}; 0 means none.", "Put 0 in front, or remove it.");
                break;
            case { } number when number == previous:
                map.Faults.Add(place, Invariant($"'{name}' has {number} twice."), "Keep one of them.");
                break;
            case { } number when number < previous:
                map.Faults.Add(place, Invariant($"'{name}' has {number} after {previous}."), "Sort the choices in increasing order.");
                break;
        }
    }

    private static Scale ReadScale(YamlMap map) => map.Choice("scale", "linear", "log") == "log" ? Scale.Log : Scale.Linear;

    private static (double Low, double High)? ReadEnds(YamlMap map, string form, Func<YamlNode, double?> read)
    {
        if (map.List(form) is not { } nodes)
        {
            return null;
        }

        if (nodes.Count == 2 && read(nodes[0]) is { } low && read(nodes[1]) is { } high)
        {
            return (low, high);
        }

        var wanted = form == "integer" ? "two whole numbers" : "two numbers";
        map.Faults.Add(map.Source.PlaceOf(map.Node(form)!), $"'{form}' must be the smallest and the largest value, {wanted}.", $"Write {form}: [low, high].");
        return null;
    }

    private static bool CheckEnds(YamlMap map, string name, (double Low, double High) ends, Scale scale)
    {
        var before = map.Faults.Count;
        if (ends.Low > ends.High)
        {
            map.Faults.Add(map.Place, Invariant($"'{name}' goes from {ends.Low} to {ends.High}."), "Put the smaller number first.");
        }

        if (scale == Scale.Log && ends.Low <= 0)
        {
            map.Faults.Add(map.Place, Invariant($"'{name}' is on a log scale and starts at {ends.Low}."), "Start above 0, or use a linear scale.");
        }

        return map.Faults.Count == before;
    }

    private static bool CheckDistinct(YamlMap map, string name, (double Low, double High) ends)
    {
        if (ends.Low == ends.High)
        {
            map.Faults.Add(map.Place, $"'{name}' has only one value.", "Write the value alone to fix it.");
        }

        return ends.Low != ends.High;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
