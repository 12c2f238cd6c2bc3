using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>A parameter of the space and the layers that it speaks of.</summary>
/// <param name="Domain">Its values.</param>
/// <param name="Layers">The layers, ascending.</param>
internal sealed record ScopedParameter(ParameterDomain Domain, ImmutableArray<int> Layers)
{
    public string Name => Domain.Name;

    /// <summary>The value it has where it says nothing: 0 if that is possible, otherwise the first.</summary>
    public ParameterValue Idle { get; } =
        Domain.Contains(ParameterValue.Of(0)) ? ParameterValue.Of(0) : Domain.FromUnit(0);

    /// <summary>Whether one of its layers is marked.</summary>
    public bool SpeaksOfAny(bool[] layers)
    {
        foreach (var layer in Layers)
        {
            if (layers[layer])
            {
                return true;
            }
        }

        return false;
    }
}
