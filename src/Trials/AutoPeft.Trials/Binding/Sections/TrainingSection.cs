using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>training</c>: fixed settings, and parameters that go into the space.</summary>
internal static class TrainingSection
{
    /// <summary>The fixed settings; searched ones keep their defaults here. Faults are collected.</summary>
    /// <param name="root">The whole document.</param>
    /// <param name="reader">Reads single settings.</param>
    /// <param name="otherwise">The settings where the section says nothing; null for their defaults.</param>
    public static TrainingSettings Read(YamlMap root, FieldReader reader, TrainingSettings? otherwise = null)
    {
        var training = otherwise ?? new TrainingSettings();
        if (root.Map("training") is not { } section)
        {
            return training;
        }

        foreach (var field in TrainingFields.All)
        {
            if (section.Node(field.Name) is not { } node)
            {
                continue;
            }

            var (parameters, value) = reader.Read(node, field.Field, field.Name, section);
            if (parameters.Length > 1)
            {
                section.Faults.Add(section.Source.PlaceOf(node), $"'{field.Name}' cannot differ between layers.", "Remove 'layers'.");
            }

            training = value is not null && value.TryNumber(out var number) ? field.Set(training, number) : training;
        }

        section.RejectOthers();
        return training;
    }
}
