using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding;

/// <summary>A study file that names its model and data relative to itself, for taking a study to another machine.</summary>
/// <param name="Text">The study file's content; everything but the paths is as the user wrote it, comments left out.</param>
/// <param name="Files">Where each file of model and data comes from (a full path), by its name beside the study file.</param>
public sealed record PortableStudy(string Text, ImmutableSortedDictionary<string, string> Files)
{
    private const string Model = "model";
    private const string Data = "data";

    /// <summary>The portable form of a study.</summary>
    /// <param name="text">The study file as it was written.</param>
    /// <param name="study">What it defines.</param>
    /// <exception cref="IOException">The model's folder cannot be listed.</exception>
    public static PortableStudy Of(string text, StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(study.Model))
        {
            files[$"{Model}/{Path.GetFileName(path)}"] = path;
        }

        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        root.Children[Model] = Model;
        var data = (YamlMappingNode)root.Children[Data];
        foreach (var (key, path) in Splits(study.Data))
        {
            var name = $"{Data}/{key}{Path.GetExtension(path)}";
            files[name] = path;
            data.Children[key] = name;
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        yaml.Save(writer, assignAnchors: false);

        return new(writer.ToString(), files.ToImmutable());
    }

    private static IEnumerable<(string Key, string Path)> Splits(DataDefinition data) =>
        new (string Key, string? Path)[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) }
            .Where(split => split.Path is not null)
            .Select(split => (split.Key, split.Path!));
}
