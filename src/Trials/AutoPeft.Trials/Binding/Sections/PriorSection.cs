using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Probes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>prior</c>: a probe of the model that the sampler begins with.</summary>
internal static class PriorSection
{
    /// <summary>The modules of the probe, empty when there is none, and whether a file was replaced in the document. Faults are collected.</summary>
    /// <param name="root">The study file.</param>
    /// <param name="folder">Where relative paths start from.</param>
    /// <param name="study">The model, and the sampler that must be able to learn from it.</param>
    public static (ImmutableArray<ProbedModule> Modules, bool HasReplaced) Read(YamlMap root, string folder, (ModelShape Shape, SamplerDefinition Sampler) study)
    {
        if (root.Text("prior") is not { } text)
        {
            return ([], false);
        }

        var node = (YamlScalarNode)root.Node("prior")!;
        if (!SamplerNames.Learning.Contains(study.Sampler.Name))
        {
            root.Faults.Add(
                root.Source.PlaceOf(node),
                $"The sampler '{study.Sampler.Name}' takes no prior.",
                $"Use one of {string.Join(", ", SamplerNames.Learning)}, or leave 'prior' out.");
        }

        try
        {
            var modules = ProbeFile.Read(TextOf(text, folder), "prior", study.Shape);
            (node.Value, node.Style) = (ProbeFile.Write(modules), ScalarStyle.SingleQuoted);

            return (modules, !text.StartsWith('{'));
        }
        catch (InvalidInputException fault)
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"The prior cannot be used: {fault.Faults[0].Message}", fault.Faults[0].Remedy);

            return ([], false);
        }
    }

    private static string TextOf(string text, string folder)
    {
        if (text.StartsWith('{'))
        {
            return text;
        }

        var path = Path.GetFullPath(text, folder);

        return File.Exists(path) ? File.ReadAllText(path) : throw new InvalidInputException(
            new FaultPlace("prior"), $"There is no file {path}.", "Leave 'prior' out, write the file with 'autopeft model probe STUDY --output FILE', then name it.");
    }
}
