using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>space</c> and the searched settings of <c>training</c>.</summary>
internal static class SpaceSection
{
    private static readonly ImmutableArray<string> Reserved = ["layers", MethodChoice.Key, "forbid", "require_any", "constraints"];

    /// <summary>The space with its binding; null, with faults, when something is wrong.</summary>
    /// <param name="root">The whole document.</param>
    /// <param name="shape">The model; null when it could not be described.</param>
    /// <param name="task">What is learned; memory depends on it. A space without a study is for classes of texts.</param>
    public static BoundSpace? Read(YamlMap root, ModelShape? shape, TaskKind task = TaskKind.Classification)
    {
        var space = new SpaceReader(root.Source, root.Faults);
        ImmutableArray<string> modules = [.. shape?.Modules.Select(module => ModuleKindNames.Of(module.Kind)).Distinct() ?? []];
        var fields = new FieldReader(root.Source, space, shape?.Layers) { Modules = modules };
        var section = root.Required("space") is { } node ? YamlMap.Of(node, "space", root.Source, root.Faults) : null;
        if (section is null)
        {
            TrainingSection.Read(root, fields);
            return null;
        }

        var switches = ReadSwitches(section, space, shape);
        var choice = MethodChoice.Read(section, Reserved);
        if (!choice.IsEmpty)
        {
            space.Add(new CategoricalDomain(MethodChoice.Parameter, choice), section.Node(MethodChoice.Key)!);
        }

        var methods = ReadMethods(section, name => new MethodSection(
            choice.Contains(name)
                ? new FieldReader(root.Source, space, shape?.Layers) { Modules = modules, When = new(MethodChoice.Parameter, [ParameterValue.Of(name)]) }
                : fields,
            shape));
        var training = TrainingSection.Read(root, fields);
        space.ReadRules(section);
        var constraints = ConstraintReader.Read(section);
        return shape is null ? null : Build(section, space, new(shape, task, switches, methods, training), constraints);
    }

    private static ImmutableArray<ScopedParameter> ReadSwitches(YamlMap section, SpaceReader space, ModelShape? shape)
    {
        var scopes = LayersReader.Read(section, shape?.Layers);
        ImmutableArray<ScopedParameter> switches =
            [.. scopes.Select(scope => new ScopedParameter(new BooleanDomain($"layer.{scope.Suffix}"), scope.Layers))];
        foreach (var item in switches)
        {
            space.Add(item.Domain, section.Node("layers")!);
        }

        return switches;
    }

    private static ImmutableArray<MethodBinding> ReadMethods(YamlMap section, Func<string, MethodSection> reader)
    {
        var methods = ImmutableArray.CreateBuilder<MethodBinding>();
        var names = MethodRegistry.BuiltIn.Methods.Select(method => method.Name).ToArray();
        foreach (var (name, node) in section.Entries.Where(entry => !Reserved.Contains(entry.Key)))
        {
            if (MethodRegistry.BuiltIn.Find(name) is not { } method)
            {
                section.Faults.Add(section.Source.PlaceOf(node), $"There is no PEFT method '{name}'.", Spelling.Remedy(name, [.. names, .. Reserved]));
            }
            else if (YamlMap.Of(node, name, section.Source, section.Faults) is { } map && reader(name).Read(method, map) is { } binding)
            {
                methods.Add(binding);
            }
        }

        if (section.Entries.All(entry => Reserved.Contains(entry.Key)))
        {
            section.Faults.Add(section.Place, "The space has no PEFT method.", $"Add a section for one of {string.Join(", ", names)}.");
        }

        return methods.ToImmutable();
    }

    private static BoundSpace? Build(YamlMap section, SpaceReader reader, BoundSpaceParts parts, ImmutableArray<Constraint> constraints)
    {
        var binding = new PeftBinding((parts.Shape, parts.Task), parts.Switches, parts.Methods, parts.Training);
        var rules = SpaceRules.None with
        {
            Required = ModuleRule.Required(parts),
            Rules = [.. ModuleRule.Rules(parts, binding), .. constraints.Select(constraint => constraint.ToRule(binding))],
        };
        if (reader.Build(rules) is not { } read)
        {
            return null;
        }

        var space = new SearchSpace(read.Domains, read.Rules with { Canonicalize = AbsentChoice.Canonical(binding, parts.Methods, read) });

        EmptySpace.Report(space, section, binding, constraints);
        return section.Faults.IsEmpty ? new(space, binding, parts.Training) : null;
    }
}
