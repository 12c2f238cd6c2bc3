using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>Writes a configuration whose chosen method has size 0 in one way, whichever method it names: the modules are the same.</summary>
internal sealed class AbsentChoice
{
    private readonly PeftBinding _binding;
    private readonly string _choice;
    private readonly ImmutableArray<MethodBinding> _methods;
    private readonly HashSet<string> _own;

    private AbsentChoice(PeftBinding binding, ImmutableArray<MethodBinding> methods, HashSet<string> own)
    {
        _binding = binding;
        _choice = methods[0].ChosenBy!;
        _methods = methods;
        _own = own;
    }

    /// <summary>The one way of writing configurations of a space.</summary>
    /// <param name="binding">What gives each configuration its modules.</param>
    /// <param name="methods">The methods of the space.</param>
    /// <param name="space">The space.</param>
    public static Func<Configuration, Configuration> Canonical(PeftBinding binding, ImmutableArray<MethodBinding> methods, SearchSpace space)
    {
        ImmutableArray<MethodBinding> absent = [.. methods.Where(method => method.ChosenBy is not null && method.CanBeAbsent)];
        if (absent.Length < 2)
        {
            return binding.Canonical;
        }

        var own = methods.Where(method => method.ChosenBy is not null).SelectMany(method => method.Parameters).Select(parameter => parameter.Name)
            .Append(absent[0].ChosenBy!).ToHashSet(StringComparer.Ordinal);

        return DecidesOnMore(own, space) ? binding.Canonical : new AbsentChoice(binding, absent, own).Of;
    }

    // Where another parameter or a rule looks at the choice, naming another method says another thing.
    private static bool DecidesOnMore(HashSet<string> own, SearchSpace space) =>
        space.Domains.Any(domain => !own.Contains(domain.Name) && domain.When is { } when && own.Contains(when.Parameter))
        || space.Rules.Forbidden.Any(clause => clause.Values.Keys.Any(own.Contains));

    private Configuration Of(Configuration configuration)
    {
        var canonical = _binding.Canonical(configuration);
        var named = canonical.Find(_choice)?.AsText;

        return named != _methods[0].Name && _methods.FirstOrDefault(method => method.Name == named) is { } method && IsAbsent(method, canonical)
            ? NamingTheFirst(canonical)
            : canonical;
    }

    private static bool IsAbsent(MethodBinding method, Configuration configuration) =>
        method.Size!.Parameters.All(size => configuration.Find(size.Name) is not { IsOff: false });

    private Configuration NamingTheFirst(Configuration configuration)
    {
        var values = configuration.Entries.Where(entry => !_own.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal);
        values[_choice] = ParameterValue.Of(_methods[0].Name);
        var left = _methods[0].Parameters.ToList();
        int added;
        do
        {
            added = left.RemoveAll(parameter => IsActive(parameter.Domain, values) && values.TryAdd(parameter.Name, parameter.Idle));
        }
        while (added > 0); // Each parameter may make others active.

        return new(values);
    }

    private static bool IsActive(ParameterDomain domain, Dictionary<string, ParameterValue> values) =>
        domain.When is not { } when || (values.TryGetValue(when.Parameter, out var value) && when.IsMetBy(value));
}
