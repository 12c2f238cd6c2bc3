using System.Collections.Immutable;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>sampler</c>: a name, or a name with settings.</summary>
internal static class SamplerSection
{
    /// <summary>The section; the default sampler when there is none. Faults are collected.</summary>
    public static SamplerDefinition Read(YamlMap root)
    {
        var names = SamplerNames.All;
        if (root.Node("sampler") is not { } node)
        {
            return new();
        }

        if (YamlScalar.Text(node) is not null)
        {
            return new(root.Choice("sampler", names) ?? names[0]);
        }

        if (root.Map("sampler") is not { } map)
        {
            return new();
        }

        var sampler = new SamplerDefinition(
            map.Choice("name", names) ?? SamplerNames.Default, ControlSections.Whole(map, "initial", 1));
        if (sampler.Initial is not null && !SamplerNames.Initialised.Contains(sampler.Name))
        {
            root.Faults.Add(root.Source.PlaceOf(map.Node("initial")!), $"The sampler '{sampler.Name}' has no first trials of another kind.", "Leave 'initial' out.");
        }

        map.RejectOthers();

        return sampler;
    }

    /// <summary>Adds a fault when the sampler cannot propose for these objectives, or is not built in.</summary>
    public static void Check(YamlMap root, SamplerDefinition sampler, ImmutableArray<Objective> objectives)
    {
        if (!SamplerNames.Tuners.Contains(sampler.Name))
        {
            return;
        }

        var place = root.Source.PlaceOf(root.Node("sampler")!);
        if (!SamplerCatalog.HasTuners)
        {
            root.Faults.Add(place, $"The sampler '{sampler.Name}' is ML.NET's, which is not built in.", "Build with './configure --with mlnet', or use bayesian.");
        }

        if (objectives.Length > 1)
        {
            root.Faults.Add(place, $"The sampler '{sampler.Name}' has one objective; the study has {objectives.Length}.", "Leave one objective, or use bayesian.");
        }
    }
}
