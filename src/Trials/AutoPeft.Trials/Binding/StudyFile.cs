using System.Globalization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Ports;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding;

/// <summary>Reads study files; <c>docs/study-file.md</c> describes them.</summary>
/// <param name="describer">Tells what models are made of.</param>
public sealed class StudyFile(IModelDescriber describer)
{
    /// <summary>Reads a study.</summary>
    /// <exception cref="InvalidInputException">The file or something it names cannot be used; carries every fault.</exception>
    public BoundStudy Load(string path)
    {
        var faults = new FaultCollector();
        var text = ReadText(path, faults);
        faults.ThrowIfAny();
        return Parse(text!, path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a study from a text, such as the one that a store keeps.</summary>
    /// <param name="text">The study file's content.</param>
    /// <param name="source">What to call it in faults.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <exception cref="InvalidInputException">It cannot be used; carries every fault.</exception>
    public BoundStudy Parse(string text, string source, string folder)
    {
        var faults = new FaultCollector();
        var study = Root(text, source, faults) is { } root ? Read(root, text, folder) : null;
        faults.ThrowIfAny();
        return study!;
    }

    /// <summary>Reads only what says which configurations there are: a study file, or one with <c>model</c>, <c>space</c> and <c>training</c>.</summary>
    /// <exception cref="InvalidInputException">It cannot be used; carries every fault.</exception>
    public BoundSpace LoadSpace(string path)
    {
        var faults = new FaultCollector();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var space = ReadText(path, faults) is { } text && Root(text, path, faults) is { } root ? ReadSpace(root, text, folder) : null;
        faults.ThrowIfAny();
        return space!;
    }

    private static string? ReadText(string path, FaultCollector faults)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new FaultPlace(path), $"The file cannot be read: {fault.Message}", "Check the path and the permissions.");
            return null;
        }
    }

    private static YamlMap? Root(string text, string source, FaultCollector faults) =>
        YamlSource.Parse(source, text, faults) is { } yaml ? YamlMap.Of(yaml.Root, "the file", yaml, faults) : null;

    private BoundSpace? ReadSpace(YamlMap root, string text, string folder)
    {
        if (root.Entries.Any(entry => entry.Key is "data" or "objectives" or "budget"))
        {
            return Read(root, text, folder) is { } study
                ? new(study.Definition.Space, study.Binding, study.Definition.Training)
                : null;
        }

        var (_, shape) = ModelSection.Read(root, folder, describer);
        var space = SpaceSection.Read(root, shape);
        root.RejectOthers();
        return space;
    }

    private BoundStudy? Read(YamlMap root, string text, string folder)
    {
        var sections = StudySections.Read(root, folder, describer);
        if (!root.Faults.IsEmpty || sections.Space is not { } space)
        {
            return null;
        }

        var definition = sections.ToDefinition();
        var (name, control) = (definition.Name, definition.Control);
        var kept = sections.HasReplaced ? TextOf(root) : text;
        var fingerprint = StudyFingerprint.Of(definition, space.Binding).Hash;

        return new(definition, space.Binding, new(name, definition.Objectives, kept, folder, fingerprint, control.Seed) { Queue = control.Queue }, this);
    }

    private static string TextOf(YamlMap root)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root.Source.Root)).Save(writer, assignAnchors: false);

        return writer.ToString();
    }
}
