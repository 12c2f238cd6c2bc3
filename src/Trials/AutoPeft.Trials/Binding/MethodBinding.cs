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

    public string Name => method.Name;

    public ImmutableArray<FieldBinding> Fields => fields;

    /// <summary>Where its size comes from; null when it has none and so is in every layer that is on.</summary>
    public FieldBinding? Size => _size;

    /// <summary>Whether the layer gets a module, as far as this method has a say.</summary>
    public bool IsIn(int layer, Configuration configuration) => _size is null || _size.In(layer, configuration) != 0;

    /// <summary>The modules in these layers; layers without one are left out.</summary>
    public IEnumerable<PeftPlacement> In(IEnumerable<int> layers, Configuration configuration)
    {
        MethodConfig? shared = null;
        var isShared = fields.All(field => field.IsShared);
        foreach (var layer in layers.Where(layer => IsIn(layer, configuration)))
        {
            shared = isShared && shared is not null ? shared : Bind(layer, configuration);
            yield return new(layer, shared);
        }
    }

    private MethodConfig Bind(int layer, Configuration configuration)
    {
        var faults = new List<Fault>();
        var settings = new MethodSettings(fields.Select(field => KeyValuePair.Create(field.Field.Name, field.In(layer, configuration))));

        return method.Bind(settings, new FaultPlace(method.Name), faults)
            ?? throw new InvalidInputException(faults);
    }
}
