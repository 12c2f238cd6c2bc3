using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>isolation</c>: <c>none</c>, <c>process</c>, or the limits of the process.</summary>
internal static class IsolationSection
{
    private const string Process = "process";

    /// <summary>The process of a trial; null for that of the worker.</summary>
    /// <param name="root">The document.</param>
    public static IsolationDefinition? Read(YamlMap root)
    {
        if (root.Node("isolation") is not { } node)
        {
            return null;
        }

        if (YamlScalar.Text(node) is not null)
        {
            return root.Choice("isolation", "none", Process) == Process ? new(null, null) : null;
        }

        if (root.Map("isolation") is not { } map)
        {
            return null;
        }

        var isolation = new IsolationDefinition(ControlSections.ReadDuration(map, "time_limit"), RunnerSection.ReadMemory(map));
        map.RejectOthers();
        return isolation;
    }

    /// <summary>Reports isolation where it changes nothing.</summary>
    public static void RefuseBesideProgram(YamlMap root)
    {
        if (root.Node("isolation") is { } node)
        {
            root.Faults.Add(
                root.Source.PlaceOf(node), "A program is a process of its own already.", "Leave 'isolation' out; 'runner' takes time_limit and memory_limit.");
        }
    }
}
