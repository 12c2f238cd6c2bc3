using AutoPeft.TestKit.Files;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The file <c>docker-compose.yml</c>, its anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    /// <summary>The names of its services.</summary>
    public IEnumerable<string> Services => Section("services").Keys.Cast<string>();

    /// <exception cref="YamlException">It is no YAML.</exception>
    public static ComposeFile Read()
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml")))));

        return new(new Deserializer().Deserialize<Dictionary<object, object>>(parser)!);
    }

    /// <summary>The names that a section at the top declares.</summary>
    public IReadOnlyList<string> Declared(string section) => [.. Section(section).Keys.Cast<string>()];

    /// <summary>What a service says under a key, as texts: the items of a list, or the keys of a map; empty when it says nothing.</summary>
    public IReadOnlyList<string> List(string service, string key) => Of(service, key) switch
    {
        List<object> items => [.. items.Cast<string>()],
        Dictionary<object, object> map => [.. map.Keys.Cast<string>()],
        _ => [],
    };

    /// <summary>The environment of a service.</summary>
    public IReadOnlyDictionary<string, string> Environment(string service) => Of(service, "environment") is Dictionary<object, object> map
        ? map.ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value)
        : [];

    /// <summary>What a service says under a key.</summary>
    public object? Of(string service, string key) => ((Dictionary<object, object>)Section("services")[service]).GetValueOrDefault(key);

    private Dictionary<object, object> Section(string name) => (Dictionary<object, object>)_root[name];
}
