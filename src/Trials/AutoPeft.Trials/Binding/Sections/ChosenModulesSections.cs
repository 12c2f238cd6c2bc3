using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>warm_start</c> and <c>baselines</c>: modules that were found or trained elsewhere.</summary>
/// <param name="root">The whole document. Folders in it are replaced by what they hold, so that a stored study needs them no longer.</param>
/// <param name="folder">The folder that relative paths start from.</param>
/// <param name="shape">The model.</param>
internal sealed class ChosenModulesSections(YamlMap root, string folder, ModelShape shape)
{
    private const string Remedy = "Name a folder that PEFT, AdapterHub or autopeft saved, a file with its 'configuration', or write its modules as JSON ('autopeft import' shows them).";

    /// <summary>Whether a folder was replaced in the document.</summary>
    public bool HasReplaced { get; private set; }

    /// <summary>The points of <c>warm_start</c>, a list; what the space does not have is a fault.</summary>
    public ImmutableArray<NamedPoint> ReadWarmStart(BoundSpace space)
    {
        var points = ImmutableArray.CreateBuilder<NamedPoint>();
        foreach (var node in root.List("warm_start") ?? [])
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"warm start {points.Count + 1}");
            if (ReadModules(node) is not { } modules)
            {
                continue;
            }

            var found = space.Binding.Find(modules, space.Space);
            if (found.Configuration is { } point)
            {
                points.Add(new(label, point));
            }

            foreach (var reason in found.Reasons)
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"The space does not have these modules: {reason}", "Widen the space, or name them under 'baselines'.");
            }
        }

        return points.ToImmutable();
    }

    /// <summary>The modules of <c>baselines</c>, a mapping from names.</summary>
    public ImmutableArray<NamedModules> ReadBaselines()
    {
        var baselines = ImmutableArray.CreateBuilder<NamedModules>();
        foreach (var (name, node) in root.Map("baselines")?.Entries ?? [])
        {
            if (ReadModules(node) is { } modules)
            {
                baselines.Add(new(name, modules));
            }
        }

        return baselines.ToImmutable();
    }

    private PeftConfig? ReadModules(YamlNode node)
    {
        if (YamlScalar.Text(node) is not { } text)
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"{YamlScalar.Describe(node)} names no modules.", Remedy);
            return null;
        }

        try
        {
            var modules = Modules(text);
            if (modules.Faults(shape) is { IsEmpty: false } faults)
            {
                throw new InvalidInputException(faults);
            }

            Replace((YamlScalarNode)node, modules);
            return modules;
        }
        catch (InvalidInputException faults)
        {
            foreach (var fault in faults.Faults)
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"The modules cannot be used: {fault.Place}: {fault.Message}", fault.Remedy);
            }

            return null;
        }
    }

    private PeftConfig Modules(string text)
    {
        if (text.StartsWith('{'))
        {
            return PeftConfig.FromJson(text, "modules");
        }

        var path = Path.GetFullPath(text, folder);

        return path.EndsWith(".json", StringComparison.Ordinal) && File.Exists(path) ? ConfigurationOf(path) : ExportFormats.Read(path, shape).Modules.Config;
    }

    // A recipe, the manifest of an export around one, a probe of a model: a file that says under 'configuration' what it proposes.
    private static PeftConfig ConfigurationOf(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var content = document.RootElement.TryGetProperty("recipe", out var recipe) ? recipe : document.RootElement;

            return PeftConfig.FromJson(content.GetProperty("configuration").GetRawText(), path);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidInputException(new FaultPlace(path), "The file has no modules under 'configuration'.", Remedy);
        }
    }

    private void Replace(YamlScalarNode node, PeftConfig modules)
    {
        HasReplaced |= !node.Value!.StartsWith('{');
        node.Value = modules.ToJson();
        node.Style = ScalarStyle.SingleQuoted;
    }
}
