using AutoPeft.Primitives.Faults;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>A YAML document whose nodes know where they are.</summary>
public sealed class YamlSource
{
    private YamlSource(string name, YamlNode root)
    {
        Name = name;
        Root = root;
    }

    /// <summary>The file's path as the user would write it.</summary>
    public string Name { get; }

    /// <summary>The outermost node.</summary>
    public YamlNode Root { get; }

    /// <summary>Reads a file; null, with a fault, when it cannot be read or is not one YAML document.</summary>
    public static YamlSource? Load(string path, FaultCollector faults)
    {
        try
        {
            return Parse(path, File.ReadAllText(path), faults);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new FaultPlace(path), $"The file cannot be read: {fault.Message}", "Check the path and the permissions.");
            return null;
        }
    }

    /// <summary>Reads a text; null, with a fault, when it is not one YAML document.</summary>
    /// <param name="name">What to call the source in faults, usually its path.</param>
    /// <param name="text">The text.</param>
    /// <param name="faults">Where faults go.</param>
    public static YamlSource? Parse(string name, string text, FaultCollector faults)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException fault)
        {
            faults.Add(Tab(name, text, fault)
                ?? new(PlaceOf(name, fault.Start), $"This is not YAML: {fault.Message}", "Correct the syntax at this place."));
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser meets some malformed texts with its own bugs; the last sound event says how far it came.
            var place = PlaceOf(name, parser.Current?.End ?? Mark.Empty);
            faults.Add(place, "This is not YAML.", "Correct the syntax here or on the next line.");
            return null;
        }

        if (stream.Documents.Count == 1)
        {
            return new(name, stream.Documents[0].RootNode);
        }

        faults.Add(new FaultPlace(name), $"There are {stream.Documents.Count} YAML documents.", "Give exactly one document.");
        return null;
    }

    /// <summary>Where a node of this document is.</summary>
    public FaultPlace PlaceOf(YamlNode node) => PlaceOf(Name, node.Start);

    // The parser names the place where the mapping begins in which it met the tab.
    private static Fault? Tab(string name, string text, YamlException fault)
    {
        if (!fault.Message.Contains("invalid tab", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, (int)fault.Start.Line - 1, content => content.TrimStart(' ').StartsWith('\t'));

        return line < 0 ? null : new(new(name, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1), "A tab indents this line.", "Indent with spaces.");
    }

    private static FaultPlace PlaceOf(string name, Mark mark) => new(name, (int)mark.Line, (int)mark.Column);
}
