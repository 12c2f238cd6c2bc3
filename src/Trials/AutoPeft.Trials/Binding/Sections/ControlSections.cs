using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Stopping;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads how a study is carried out: <c>sampler</c>, <c>budget</c> and single settings.</summary>
internal static class ControlSections
{
    private const int Most = 1_000_000;
    private const double UsualGain = 0.01;

    /// <summary>All of it; faults are collected.</summary>
    public static ControlDefinition Read(YamlMap root)
    {
        var control = ReadAll(root);
        if (!control.Transfer.IsEmpty && !SamplerNames.Learning.Contains(control.Sampler.Name))
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("transfer")!),
                $"The sampler '{control.Sampler.Name}' learns nothing from earlier studies.",
                $"Use one of {string.Join(", ", SamplerNames.Learning)}, or leave 'transfer' out.");
        }

        if (control.Packing > control.Concurrency)
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("packing")!),
                string.Create(CultureInfo.InvariantCulture, $"'packing' is {control.Packing}, but only {control.Concurrency} are trained at the same time."),
                string.Create(CultureInfo.InvariantCulture, $"Add concurrency: {control.Packing}, or a larger number."));
        }

        return control;
    }

    private static ControlDefinition ReadAll(YamlMap root) => new()
    {
        Sampler = SamplerSection.Read(root),
        Transfer = ReadTransfer(root),
        Budget = ReadBudget(root),
        Seed = root.WholeNumber("seed") ?? 0,
        Concurrency = Whole(root, "concurrency", 1) ?? 1,
        Engine = root.Choice("engine", "managed", "torchsharp"),
        Packing = Whole(root, "packing", 1) ?? 1,
        IsDeterministic = root.Flag("deterministic") ?? true,
        Retries = Whole(root, "retries", 0) ?? 2,
        Queue = ReadQueue(root),
        Replicates = Whole(root, "replicates", 1) ?? 1,
    };

    private static ImmutableArray<string> ReadTransfer(YamlMap root)
    {
        var names = (root.List("transfer") ?? []).Select(node => (Node: node, Name: YamlScalar.Text(node) ?? string.Empty)).ToArray();
        foreach (var (node, name) in names.Where(entry => !StudyNames.IsValid(entry.Name)))
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"No study can be called {YamlScalar.Describe(node)}.", "Write transfer: [NAME], the names of earlier studies.");
        }

        return [.. names.Select(entry => entry.Name).Distinct()];
    }

    private static string ReadQueue(YamlMap root)
    {
        if (root.Text("queue") is not { } queue || StudyNames.IsValid(queue))
        {
            return root.Text("queue") ?? StudyHeader.AnyQueue;
        }

        root.Faults.Add(root.Source.PlaceOf(root.Node("queue")!), $"A queue cannot be called '{queue}'.", $"Use {StudyNames.Rule}.");
        return StudyHeader.AnyQueue;
    }

    private static BudgetDefinition ReadBudget(YamlMap root)
    {
        if (root.Required("budget") is not { } node || YamlMap.Of(node, "budget", root.Source, root.Faults) is not { } map)
        {
            return new(null, null);
        }

        var before = map.Faults.Count;
        var budget = new BudgetDefinition(Whole(map, "trials", 1), ReadDuration(map, "time"))
        {
            DeviceTime = ReadDuration(map, "device_time"),
            Plateau = ReadPlateau(map),
        };
        map.RejectOthers();
        if (budget.IsEmpty && map.Faults.Count == before)
        {
            map.Faults.Add(map.Place, "The budget is empty, so the study would never end.", "Add trials: 40, or time: 2h.");
        }

        return budget;
    }

    private static HypervolumePlateau? ReadPlateau(YamlMap budget)
    {
        if (budget.Node("plateau") is not { } node)
        {
            return null;
        }

        if (YamlScalar.WholeNumber(node) is not null)
        {
            return Whole(budget, "plateau", 1) is { } bare ? new(bare, UsualGain) : null;
        }

        if (budget.Map("plateau") is not { } map)
        {
            return null;
        }

        var window = map.Required("trials") is null ? null : Whole(map, "trials", 1);
        var gain = map.Number("gain") ?? UsualGain;
        if (gain is not (> 0 and < 1))
        {
            map.Faults.Add(map.Source.PlaceOf(map.Node("gain")!), $"'gain' is {YamlScalar.Describe(map.Node("gain")!)}.", "Choose a share between 0 and 1, such as 0.01.");
        }

        map.RejectOthers();
        return window is { } trials ? new(trials, gain) : null;
    }

    /// <summary>The whole number at a key, at least <paramref name="least"/>; null, with a fault, when it is another.</summary>
    public static int? Whole(YamlMap map, string key, int least)
    {
        if (map.WholeNumber(key) is not { } number)
        {
            return null;
        }

        if (number >= least && number <= Most)
        {
            return (int)number;
        }

        map.Faults.Add(
            map.Source.PlaceOf(map.Node(key)!),
            string.Create(CultureInfo.InvariantCulture, $"'{key}' is {number}."),
            string.Create(CultureInfo.InvariantCulture, $"Choose a whole number from {least} to {Most}."));
        return null;
    }

    /// <summary>The duration at a key; null, with a fault, when it is none.</summary>
    public static TimeSpan? ReadDuration(YamlMap map, string key)
    {
        if (map.Node(key) is not { } node || map.Text(key) is not { } text)
        {
            return null;
        }

        if (DurationText.Parse(text) is { } time)
        {
            return time;
        }

        map.Faults.Add(map.Source.PlaceOf(node), $"'{key}' is {YamlScalar.Describe(node)}, which is no duration.", "Write it as 2h, 90m, 1h30m or 45s.");
        return null;
    }
}
