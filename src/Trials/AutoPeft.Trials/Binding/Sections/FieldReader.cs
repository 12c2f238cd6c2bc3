using System.Collections.Immutable;
using System.IO.Enumeration;
using AutoPeft.Peft.Methods;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads one setting, which may be a value or a domain, and checks it by what the setting may hold.</summary>
/// <param name="source">The document.</param>
/// <param name="space">Where parameters go.</param>
/// <param name="layers">How many layers the model has; null when that is not known.</param>
internal sealed class FieldReader(YamlSource source, SpaceReader space, int? layers)
{
    /// <summary>When the parameters exist that say nothing of it themselves; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>The linear modules that patterns of <c>targets</c> may name; empty, the default, for all there are.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    private const int MostLevelsChecked = 10_000;

    /// <summary>The parameters that a domain became, added to the space, or the value that is always the same. Both empty: faults.</summary>
    public (ImmutableArray<ScopedParameter> Parameters, SettingValue? Value) Read(
        YamlNode node, MethodField field, string name, YamlMap parent)
    {
        if (node is not YamlMappingNode)
        {
            return ([], ReadValue(node, field, name, parent));
        }

        if (DomainReader.Read(node, name, source, parent.Faults, "layers") is not { } domain || !Check(domain, node, field, parent))
        {
            return ([], null);
        }

        domain = domain with { When = domain.When ?? When };
        var before = parent.Faults.Count;
        var scopes = LayersReader.Read(YamlMap.Of(node, name, source, parent.Faults)!, layers);
        if (parent.Faults.Count > before)
        {
            return ([], null);
        }

        ImmutableArray<ScopedParameter> parameters = scopes.IsEmpty
            ? [new(domain, [.. Enumerable.Range(0, layers ?? 1)])]
            : [.. scopes.Select(scope => new ScopedParameter(domain with { Name = $"{name}.{scope.Suffix}" }, scope.Layers))];
        foreach (var parameter in parameters)
        {
            space.Add(parameter.Domain, node);
        }

        return (parameters, null);
    }

    private SettingValue? ReadValue(YamlNode node, MethodField field, string name, YamlMap parent)
    {
        if (ToSetting(node, field) is not { } value)
        {
            parent.Faults.Add(source.PlaceOf(node), $"'{name}' is {YamlScalar.Describe(node)}.", "Give it a value or a domain.");
            return null;
        }

        var problem = field.Problem(value);
        if (problem is not null)
        {
            parent.Faults.Add(source.PlaceOf(node), problem, Remedy(field, value));
        }

        return problem is null ? value : null;
    }

    private SettingValue? ToSetting(YamlNode node, MethodField field)
    {
        if (node is YamlSequenceNode list)
        {
            var texts = list.Children.Select(YamlScalar.Text).OfType<string>().ToArray();
            return texts.Length == list.Children.Count ? SettingValue.OfList(texts.SelectMany(text => Named(text, field)).Distinct()) : null;
        }

        return field.Kind switch
        {
            MethodFieldKind.Choice => YamlScalar.Text(node) is { } text ? SettingValue.OfText(text) : null,
            MethodFieldKind.ChoiceList when YamlScalar.Text(node) is { } text && text.Contains('*', StringComparison.Ordinal) => SettingValue.OfList(Named(text, field)),
            MethodFieldKind.ChoiceList => YamlScalar.Text(node) is { } text ? FieldBinding.ToSetting(field, ParameterValue.Of(text)) : null,
            _ => YamlScalar.Value(node) is { } value ? FieldBinding.ToSetting(field, value) : null,
        };
    }

    // A pattern stands for what the model has of the choices that it matches; one that matches nothing stays, and is refused by name.
    private string[] Named(string text, MethodField field)
    {
        string[] matching = text.Contains('*', StringComparison.Ordinal)
            ? [.. field.Choices.Where(choice => (Modules.IsEmpty || Modules.Contains(choice)) && FileSystemName.MatchesSimpleExpression(text, choice))]
            : [];

        return matching.Length > 0 ? matching : [text];
    }

    /// <summary>Whether the setting may hold every value of the domain.</summary>
    private bool Check(ParameterDomain domain, YamlNode node, MethodField field, YamlMap parent)
    {
        var values = domain.LevelCount is { } count && count <= MostLevelsChecked
            ? domain.Levels()
            : [domain.FromUnit(0), domain.FromUnit(0.5), domain.FromUnit(1)];
        foreach (var value in values.Select(value => FieldBinding.ToSetting(field, value)))
        {
            if (field.Problem(value) is { } problem)
            {
                parent.Faults.Add(source.PlaceOf(node), problem, Remedy(field, value));
                return false;
            }
        }

        return true;
    }

    // Of a list the first word that is no choice.
    private static string Remedy(MethodField field, SettingValue value)
    {
        var wrong = value.TryList(out var texts) ? texts.FirstOrDefault(text => !field.Choices.Contains(text)) : null;

        return field.Choices.IsEmpty ? "Change or remove the value." : Spelling.Remedy(wrong ?? value.ToString(), field.Choices);
    }
}
