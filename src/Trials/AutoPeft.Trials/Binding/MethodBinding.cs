using System.Collections.Immutable;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>How a PEFT method of a study takes its settings from a configuration.</summary>
/// <param name="method">The method.</param>
/// <param name="fields">All its settings, in its order.</param>
internal sealed class MethodBinding(PeftMethod method, ImmutableArray<FieldBinding> fields)
{
    private readonly FieldBinding? _size = fields.FirstOrDefault(field => field.Field.IsSize);

    public PeftMethod Method => method;

    public string Name => method.Name;

    /// <summary>The parameter that must name the method for it to be there; null when none has to.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>Whether, whatever a configuration says, the method is in every layer that is on once it is chosen.</summary>
    public bool IsThereOnceChosen => _size is null || (_size.Parameters.IsEmpty
        ? _size.In(0, Configuration.Empty) != 0
        : _size.IsShared && !_size.Parameters[0].Domain.Contains(ParameterValue.Of(0)));

    /// <summary>Whether a configuration can say of every layer that it has no such module, by sizes of 0.</summary>
    public bool CanBeAbsent => _size is { Parameters.IsEmpty: false } && _size.Parameters.All(size => size.Idle.IsOff);

    public ImmutableArray<FieldBinding> Fields => fields;

    /// <summary>The parameters of all its settings.</summary>
    public ImmutableArray<ScopedParameter> Parameters { get; } = [.. fields.SelectMany(field => field.Parameters)];

    /// <summary>Where its size comes from; null when it has none and so is in every layer that is on.</summary>
    public FieldBinding? Size => _size;

    /// <summary>Marks those of the given layers that get a module.</summary>
    public bool[] PresentIn(ImmutableArray<int> layers, Configuration configuration, int count)
    {
        var present = new bool[count];
        if (!IsChosen(configuration))
        {
            return present;
        }

        var isEverywhere = _size is null || (_size.IsShared && _size.In(0, configuration) != 0);
        foreach (var layer in layers)
        {
            present[layer] = isEverywhere || (!_size!.IsShared && _size.In(layer, configuration) != 0);
        }

        return present;
    }

    /// <summary>The modules in these layers; layers without one are left out.</summary>
    public IEnumerable<PeftPlacement> In(IEnumerable<int> layers, Configuration configuration)
    {
        MethodConfig? shared = null;
        var isShared = fields.All(field => field.IsShared);
        foreach (var layer in (IsChosen(configuration) ? layers : []).Where(layer => _size is null || _size.In(layer, configuration) != 0))
        {
            shared = isShared && shared is not null ? shared : Bind(layer, configuration);
            yield return new(layer, shared);
        }
    }

    private bool IsChosen(Configuration configuration) =>
        ChosenBy is null || configuration.Find(ChosenBy) is not { } chosen || chosen.AsText == Name;

    private MethodConfig Bind(int layer, Configuration configuration)
    {
        var faults = new List<Fault>();
        var settings = new MethodSettings(fields.Select(field => KeyValuePair.Create(field.Field.Name, field.In(layer, configuration))));

        return method.Bind(settings, new FaultPlace(method.Name), faults)
            ?? throw new InvalidInputException(faults);
    }
}
