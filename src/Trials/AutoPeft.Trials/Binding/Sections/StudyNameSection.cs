using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>name</c>; without it a study is called as its file.</summary>
internal static class StudyNameSection
{
    /// <summary>How a definition that a store keeps is called in faults, in front of the study's name.</summary>
    private const string Stored = "study ";

    public static string Read(YamlMap root)
    {
        var source = root.Source.Name;
        var name = root.Text("name")
            ?? (source.StartsWith(Stored, StringComparison.Ordinal) ? source[Stored.Length..] : Path.GetFileNameWithoutExtension(source));
        if (!StudyNames.IsValid(name))
        {
            var place = root.Node("name") is { } node ? root.Source.PlaceOf(node) : root.Place;
            root.Faults.Add(place, $"A study cannot be called '{name}'.", $"Add a name of {StudyNames.Rule}.");
        }

        return name;
    }
}
