using System.Collections.Frozen;
using System.Collections.Immutable;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The PEFT methods that can be used, by name. Immutable.</summary>
public sealed class MethodRegistry
{
    private readonly FrozenDictionary<string, PeftMethod> _byName;

    /// <summary>A registry of these methods.</summary>
    /// <exception cref="ArgumentException">Two methods share a name.</exception>
    public MethodRegistry(IEnumerable<PeftMethod> methods)
    {
        Methods = [.. methods.OrderBy(method => method.Name, StringComparer.Ordinal)];
        if (Methods.GroupBy(method => method.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two methods are called {twice.Key}.", nameof(methods));
        }

        _byName = Methods.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);
    }

    /// <summary>Every method of this assembly.</summary>
    public static MethodRegistry BuiltIn { get; } = new(Discover());

    /// <summary>The methods by name, in ordinal order.</summary>
    public ImmutableArray<PeftMethod> Methods { get; }

    /// <summary>The method of this name; null when there is none.</summary>
    public PeftMethod? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The method a configuration belongs to.</summary>
    /// <exception cref="ArgumentException">It is not in the registry.</exception>
    public PeftMethod Of(MethodConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);

        return Find(config.Method) ?? throw new ArgumentException($"There is no method {config.Method}.", nameof(config));
    }

    private static IEnumerable<PeftMethod> Discover() =>
        typeof(PeftMethod).Assembly.GetTypes()
            .Where(type => type is { IsSealed: true, IsAbstract: false } && type.IsSubclassOf(typeof(PeftMethod)))
            .Select(type => (PeftMethod)Activator.CreateInstance(type, nonPublic: true)!);
}
