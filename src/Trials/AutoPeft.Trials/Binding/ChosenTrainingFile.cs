using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding;

/// <summary>Reads one configuration in YAML or JSON, in one of two forms.</summary>
/// <remarks>
/// Written out: <c>modules: [{ method: lora, rank: 8, layers: [0, 1] }]</c>, with <c>training</c> and <c>seed</c> if they differ
/// from the study's; a module without <c>layers</c> is in all of them. Or as a point of the study's space, as trials show it:
/// <c>{ lora.rank: 8, layer.0: true }</c>.
/// </remarks>
/// <param name="study">Model, training settings and space.</param>
public sealed class ChosenTrainingFile(BoundStudy study)
{
    private const string Modules = "modules";

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML or JSON.</param>
    /// <param name="source">What to call it in faults.</param>
    /// <exception cref="InvalidInputException">It is no configuration of this study's model; carries every fault.</exception>
    public ChosenTraining Parse(string text, string source)
    {
        var faults = new FaultCollector();
        var root = YamlSource.Parse(source, text, faults) is { } yaml ? YamlMap.Of(yaml.Root, "the configuration", yaml, faults) : null;
        var chosen = root is null ? null : root.Entries.Any(entry => entry.Key == Modules) ? ReadModules(root) : ReadPoint(root);
        faults.ThrowIfAny();

        return chosen!;
    }

    /// <summary>Training settings with some of them replaced.</summary>
    /// <param name="settings">The others.</param>
    /// <param name="changes">What the command line says, each as <c>learning_rate=3e-3</c>.</param>
    /// <param name="source">What to call it in faults.</param>
    /// <exception cref="InvalidInputException">A text is no setting; carries every fault.</exception>
    public static TrainingSettings With(TrainingSettings settings, IReadOnlyCollection<string> changes, string source)
    {
        var faults = new FaultCollector();
        var lines = changes.Select(change => $"  {change.Replace("=", ": ", StringComparison.Ordinal)}\n");
        var text = changes.Count == 0 ? "{}" : $"training:\n{string.Concat(lines)}";
        var root = YamlSource.Parse(source, text, faults) is { } yaml ? YamlMap.Of(yaml.Root, source, yaml, faults) : null;
        var changed = root is null ? settings : ReadTraining(root, settings);
        faults.ThrowIfAny();

        return changed;
    }

    private ChosenTraining? ReadModules(YamlMap root)
    {
        var training = ReadTraining(root, study.Definition.Training);
        var seed = root.WholeNumber("seed");
        var peft = ReadPeft(root);
        root.RejectOthers();

        return peft is null ? null : new(Configuration.Empty, peft, training, seed);
    }

    private static TrainingSettings ReadTraining(YamlMap root, TrainingSettings otherwise)
    {
        if (root.Map("training") is { } section)
        {
            foreach (var (key, node) in section.Entries.Where(entry => entry.Value is YamlMappingNode))
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"'{key}' is a domain.", "Give the one value to train with.");
            }
        }

        return TrainingSection.Read(root, new FieldReader(root.Source, new SpaceReader(root.Source, root.Faults), layers: null), otherwise);
    }

    private PeftConfig? ReadPeft(YamlMap root)
    {
        var modules = new JsonArray([.. (root.List(Modules) ?? []).Select(Json)]);
        foreach (var module in modules.OfType<JsonObject>().Where(module => !module.ContainsKey("layers")))
        {
            module["layers"] = new JsonArray([.. Enumerable.Range(0, study.Definition.Shape.Layers).Select(layer => (JsonNode)layer)]);
        }

        try
        {
            var element = JsonSerializer.SerializeToElement(new JsonObject { [Modules] = modules });
            var peft = PeftConfigJson.Read(element, root.Source.Name, MethodRegistry.BuiltIn);
            peft.Faults(study.Definition.Shape).ToList().ForEach(root.Faults.Add);
            return peft;
        }
        catch (InvalidInputException fault)
        {
            fault.Faults.ToList().ForEach(root.Faults.Add);
            return null;
        }
    }

    private ChosenTraining? ReadPoint(YamlMap root)
    {
        var values = new List<KeyValuePair<string, ParameterValue>>();
        foreach (var (name, node) in root.Entries)
        {
            if (YamlScalar.Value(node) is { } value)
            {
                values.Add(new(name, value));
            }
            else
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"'{name}' is {YamlScalar.Describe(node)}.", $"Give a value of the space, or a list '{Modules}' of modules.");
            }
        }

        var point = new Configuration(values);
        if (root.Faults.IsEmpty && study.Definition.Space.WhyInvalid(point) is { } problem)
        {
            root.Faults.Add(root.Place, $"It is no point of the study's space: {problem}", $"Correct it, or write out the modules in a list '{Modules}'.");
        }

        return root.Faults.IsEmpty ? new(point, study.Binding.PeftOf(point), study.Binding.TrainingOf(point), Seed: null) : null;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        _ => ModelSection.ToJson(node),
    };
}
