using System.Collections.Immutable;

namespace AutoPeft.Models.Checkpoints;

/// <summary>A tensor as a checkpoint's table of contents describes it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Type">How its numbers are written.</param>
/// <param name="Extents">Its extents, outermost first; empty for a scalar.</param>
/// <param name="Begin">The first byte, counted from the start of the file's data block.</param>
/// <param name="End">The byte after the last one.</param>
public sealed record TensorEntry(string Name, ElementType Type, ImmutableArray<long> Extents, long Begin, long End)
{
    /// <summary>The number of elements: the product of the extents, 1 for a scalar.</summary>
    public long Count => (End - Begin) / ElementTypeNames.BytesOf(Type);
}
