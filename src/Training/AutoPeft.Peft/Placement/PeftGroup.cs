using System.Collections.Immutable;

namespace AutoPeft.Peft.Placement;

/// <summary>
/// A method with the same settings in several layers. What a method shares between layers, it shares within a
/// group.
/// </summary>
/// <param name="Method">The method and its settings.</param>
/// <param name="Layers">The layers, ascending, each once; at least one.</param>
public sealed record PeftGroup(MethodConfig Method, ImmutableArray<int> Layers)
{
    /// <inheritdoc/>
    public bool Equals(PeftGroup? other) =>
        other is not null && Method.Equals(other.Method) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Method, Layers.Length, Layers[0]);
}
