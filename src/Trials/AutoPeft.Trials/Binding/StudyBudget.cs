using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Binding;

/// <summary>Reads when a stored study ends, without its model and data, which may be on another machine.</summary>
public static class StudyBudget
{
    /// <summary>The budget of a study; without limits when its definition names none that can be read.</summary>
    public static BudgetDefinition Of(StudyHeader study)
    {
        var faults = new FaultCollector();

        return YamlSource.Parse(study.Name, study.Definition, faults) is { } yaml && YamlMap.Of(yaml.Root, study.Name, yaml, faults) is { } root
            ? ControlSections.Read(root).Budget
            : new(null, null);
    }
}
