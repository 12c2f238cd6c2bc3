using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Transfer;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.BlackBox;

/// <summary>Reads the files of black-box studies: <c>parameters</c> and <c>objectives</c>, and how to carry them out.</summary>
public static class BlackBoxFile
{
    /// <summary>Reads a study.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What takes the place of what the file says.</param>
    /// <exception cref="InvalidInputException">The file or a setting cannot be used; carries every fault.</exception>
    public static BlackBoxStudy Load(string path, BlackBoxSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        var faults = new FaultCollector();
        var source = YamlSource.Load(path, faults);
        faults.ThrowIfAny();
        var folder = settings.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path))!;

        return Read(source!, settings, folder, faults);
    }

    /// <summary>Reads a study from a text, such as the one that a store keeps.</summary>
    /// <param name="text">The definition.</param>
    /// <param name="source">What to call it in faults.</param>
    /// <param name="folder">The folder in which the program runs. Full path.</param>
    /// <exception cref="InvalidInputException">It cannot be used; carries every fault.</exception>
    public static BlackBoxStudy Parse(string text, string source, string folder)
    {
        var faults = new FaultCollector();
        var yaml = YamlSource.Parse(source, text, faults);
        faults.ThrowIfAny();

        return Read(yaml!, new(), folder, faults);
    }

    /// <summary>Whether a definition that a store keeps is one of a black-box study.</summary>
    public static bool IsDefinition(string text) =>
        YamlSource.Parse("definition", text, new()) is { Root: YamlMappingNode root } && root.Children.ContainsKey("parameters");

    private static BlackBoxStudy Read(YamlSource source, BlackBoxSettings settings, string folder, FaultCollector faults)
    {
        if (source.Root is YamlMappingNode mapping)
        {
            BlackBoxOverlay.Apply(mapping, settings);
        }

        var study = YamlMap.Of(source.Root, "the file", source, faults) is { } root ? Read(root, folder) : null;
        faults.ThrowIfAny();
        return study!;
    }

    private static BlackBoxStudy? Read(YamlMap root, string folder)
    {
        var name = StudyNameSection.Read(root);
        var space = SpaceReader.Read(root);
        var objectives = ObjectivesSection.Read(root, FreeMetrics.Find);
        var constraints = OutcomeConstraintReader.Read(root, FreeMetrics.Find);
        var control = ControlSections.Read(root) with { GivesUp = false, Pruner = PrunerSection.ReadTold(root, space) };
        SamplerSection.Check(root, control.Sampler, objectives);
        var command = CommandOf(root);
        var limit = ControlSections.ReadDuration(root, "time_limit");
        root.RejectOthers();
        if (!root.Faults.IsEmpty || space is null)
        {
            return null;
        }

        var plan = new StudyPlan(name, control, SnapshotOf(space, objectives, control) with { Constraints = constraints })
        {
            Transfer = control.Transfer.IsEmpty ? null : new(control.Transfer, new ParameterDescription(space)),
        };
        var definition = BlackBoxOverlay.Write(root.Source.Root);
        var study = new BlackBoxStudy(plan, new(name, objectives, definition, folder, string.Empty, control.Seed) { Queue = control.Queue }) { Command = command, TimeLimit = limit };
        return study with { Header = study.Header with { SpaceHash = BlackBoxFingerprint.Of(study).Hash } };
    }

    private static StudySnapshot SnapshotOf(
        Search.Space.SearchSpace space, ImmutableArray<Objective> objectives, ControlDefinition control) => new(space, objectives)
        {
            ReferencePoint = objectives.All(objective => objective.Reference is not null)
            ? [.. objectives.Select(objective => objective.Reference!.Value)]
            : null,
            TrialBudget = control.Budget.Trials,
        };

    private static ImmutableArray<string> CommandOf(YamlMap root)
    {
        if (root.Node("command") is not { } node)
        {
            return [];
        }

        var words = node is YamlSequenceNode list
            ? [.. list.Children.OfType<YamlScalarNode>().Select(word => word.Value ?? string.Empty)]
            : node is YamlScalarNode { Value: { Length: > 0 } word } && !word.Any(char.IsWhiteSpace) ? ImmutableArray.Create(word) : [];
        if (words.IsEmpty || words[0].Length == 0 || (node is YamlSequenceNode all && all.Children.Count != words.Length))
        {
            root.Faults.Add(
                root.Source.PlaceOf(node),
                "The command is not a list of the program and its arguments; no shell reads it.",
                "Write command: [python3, evaluate.py].");
        }

        return words;
    }
}
