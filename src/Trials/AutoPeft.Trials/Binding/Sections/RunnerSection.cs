using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>runner</c>: <c>engine</c>, or the program that trains in its place.</summary>
internal static class RunnerSection
{
    private const string Engine = "engine";
    private const double LeastMemory = 1 << 20;

    /// <summary>The program; null for our engine.</summary>
    /// <param name="root">The document.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    public static ProgramDefinition? Read(YamlMap root, string folder)
    {
        if (root.Node("runner") is not { } node)
        {
            return null;
        }

        if (YamlScalar.Text(node) is not null)
        {
            root.Choice("runner", Engine);
            return null;
        }

        return root.Map("runner") is { } map ? ReadProgram(map, folder) : null;
    }

    /// <summary>Reports placeholders that nothing stands for.</summary>
    public static void Check(YamlMap root, ProgramDefinition program, SearchSpace space)
    {
        string[] known = [.. ProgramText.Known, .. space.Domains.Select(domain => domain.Name)];
        foreach (var name in program.Command.Concat(program.Environment.Values).SelectMany(ProgramText.NamesIn).Distinct().Except(known))
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("runner")!),
                $"Nothing stands for '{{{name}}}'.",
                $"{Spelling.Remedy(name, known)} Write two braces for one.");
        }
    }

    private static ProgramDefinition? ReadProgram(YamlMap map, string folder)
    {
        var command = map.Required("command") is null ? null : Words(map, "command");
        var program = new ProgramDefinition(command ?? [])
        {
            Environment = ReadEnvironment(map),
            Folder = Path.GetFullPath(map.Text("folder") ?? ".", folder),
            TimeLimit = ControlSections.ReadDuration(map, "time_limit"),
            MemoryLimit = ReadMemory(map),
        };
        map.RejectOthers();
        return command is null ? null : program;
    }

    /// <summary>A list of a program and its arguments; null, with a fault, when it is none.</summary>
    private static ImmutableArray<string>? Words(YamlMap map, string key)
    {
        if (map.Node(key) is YamlSequenceNode list && list.Children is { Count: > 0 } words
            && words.All(word => word is YamlScalarNode { Value: not null }) && ((YamlScalarNode)words[0]).Value!.Length > 0)
        {
            return [.. words.Select(word => ((YamlScalarNode)word).Value!)];
        }

        map.Faults.Add(
            map.Source.PlaceOf(map.Node(key)!),
            "The command is not a list of the program and its arguments; no shell reads it.",
            "Write command: [python3, train.py, --rank, '{lora.rank}'].");
        return null;
    }

    private static ImmutableSortedDictionary<string, string> ReadEnvironment(YamlMap map)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map.Map("environment") is not { } environment)
        {
            return variables.ToImmutable();
        }

        foreach (var (name, _) in environment.Entries)
        {
            if (name.Length == 0 || name.Contains('=') || name.Contains('\0'))
            {
                environment.Faults.Add(environment.Place, $"'{name}' is no name of a variable.", "Use letters, digits and underscores.");
            }
            else if (environment.Text(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables.ToImmutable();
    }

    /// <summary>The bytes of <c>memory_limit</c>; null for none.</summary>
    public static long? ReadMemory(YamlMap map)
    {
        if (map.Number("memory_limit") is not { } bytes)
        {
            return null;
        }

        if (bytes is >= LeastMemory and <= long.MaxValue)
        {
            return (long)bytes;
        }

        map.Faults.Add(map.Source.PlaceOf(map.Node("memory_limit")!), "'memory_limit' is less than a program needs.", "Give bytes, such as 8e9.");
        return null;
    }
}
