using System.Collections.Immutable;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>Finds the point of a space that stands for given modules.</summary>
/// <remarks>
/// Modules are the same when their outputs are: what only training sees, such as dropout, may differ, and then is the study's.
/// Settings of the training, which modules do not tell, get the middle of their domain.
/// </remarks>
/// <param name="binding">Turns points into modules.</param>
/// <param name="switches">The parameters that switch layers on.</param>
/// <param name="methods">How each method takes its settings.</param>
/// <param name="space">The space.</param>
internal sealed class PointFinder(
    PeftBinding binding, ImmutableArray<ScopedParameter> switches, ImmutableArray<MethodBinding> methods, SearchSpace space)
{
    private readonly Dictionary<string, ParameterValue> _values = new(StringComparer.Ordinal);
    private readonly List<string> _reasons = [];
    private readonly List<string> _fixed = [];

    /// <param name="modules">The modules.</param>
    /// <param name="placements">The same, written with the methods that are to be looked for.</param>
    public FoundPoint Find(PeftConfig modules, ImmutableArray<PeftPlacement> placements)
    {
        foreach (var item in switches)
        {
            _values[item.Name] = ParameterValue.Of(modules.Layers.Any(item.Layers.Contains));
        }

        Refuse(placements);
        foreach (var method in methods)
        {
            Fill(method, Settings(method, placements));
        }

        foreach (var method in methods.Where(method => method.ChosenBy is not null && method.CanBeAbsent))
        {
            _values.TryAdd(method.ChosenBy!, ParameterValue.Of(method.Name)); // None of the choice is there.
        }

        foreach (var domain in space.Domains.Where(domain => !_values.ContainsKey(domain.Name)))
        {
            _values[domain.Name] = domain.FromUnit(0.5);
        }

        return _reasons.Count > 0 ? new(null, [.. _reasons]) : Checked(space.Canonical(Active()), modules);
    }

    private void Refuse(ImmutableArray<PeftPlacement> placements)
    {
        var missing = placements.Select(placement => placement.Method.Method)
            .Except(methods.Select(method => method.Name), StringComparer.Ordinal);
        _reasons.AddRange(missing.Select(method => $"The space has no {method}."));
        var twice = placements.GroupBy(placement => (placement.Layer, placement.Method.Method)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            _reasons.Add($"Layer {twice.Key.Layer} has {twice.Key.Method} with several settings, and a space gives it one.");
        }
    }

    private static Dictionary<int, MethodConfig> Settings(MethodBinding method, ImmutableArray<PeftPlacement> placements) => placements
        .Where(placement => placement.Method.Method == method.Name)
        .DistinctBy(placement => placement.Layer)
        .ToDictionary(placement => placement.Layer, placement => placement.Method);

    private void Fill(MethodBinding method, Dictionary<int, MethodConfig> layers)
    {
        if (method.ChosenBy is { } choice && layers.Count > 0 && !_values.TryAdd(choice, ParameterValue.Of(method.Name)))
        {
            _reasons.Add($"The space has one of {_values[choice]} and {method.Name}, not both.");
        }

        foreach (var field in method.Fields)
        {
            foreach (var parameter in field.Parameters)
            {
                var configs = layers.Where(entry => parameter.Layers.Contains(entry.Key)).Select(entry => entry.Value).ToArray();
                _values[parameter.Name] = ValueOf(new(method, field, parameter), configs) ?? parameter.Idle;
            }

            _fixed.AddRange(layers.Where(_ => field.Parameters.IsEmpty)
                .Select(entry => (Has: field.In(entry.Key, Configuration.Empty), Wanted: method.Method.Describe(entry.Value)[field.Field.Name]))
                .Where(pair => pair.Has != pair.Wanted)
                .Select(pair => $"{method.Name}.{field.Field.Name} is {pair.Has} in the study, and {pair.Wanted} in the modules.")
                .Distinct());
        }
    }

    /// <summary>What a parameter must be for the modules that it speaks of; null when it says nothing of them, or with a reason.</summary>
    private ParameterValue? ValueOf(SoughtParameter sought, MethodConfig[] configs)
    {
        var wanted = configs.Select(sought.In).Distinct().ToArray();
        if (wanted is [var only] && sought.Find(only) is { } value)
        {
            return value;
        }

        if (wanted.Length > 1)
        {
            _reasons.Add($"{sought.Name} is one value, and the modules have {string.Join(" and ", wanted.Select(item => item.ToString()))}.");
        }
        else if (configs.Any(sought.Matters))
        {
            _reasons.Add($"{sought.Name} cannot be {wanted[0]} in the space.");
        }

        return null;
    }

    private Configuration Active()
    {
        var active = space.Domains.Where(domain => IsActive(domain)).Select(domain => KeyValuePair.Create(domain.Name, _values[domain.Name]));

        return new(active);
    }

    private bool IsActive(ParameterDomain domain) =>
        domain.When is not { } when || (when.IsMetBy(_values[when.Parameter]) && IsActive(space.Find(when.Parameter)!));

    private FoundPoint Checked(Configuration point, PeftConfig modules)
    {
        if (space.WhyInvalid(point) is { } reason)
        {
            return new(null, [reason]);
        }

        return binding.PeftOf(point).AtInference().Equals(modules.AtInference())
            ? new(point, [])
            : new(null, _fixed.Count > 0 ? [.. _fixed] : ["The space cannot give the modules to these layers alone."]);
    }
}
