using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Packing;

/// <summary>A trial on its way through the layers, and what belongs to it of everything that goes there.</summary>
/// <param name="Context">Its own forward pass.</param>
/// <param name="Lengths">The tokens of its sequences, what it puts in front of them included.</param>
/// <param name="Tokens">T, what it puts in front included.</param>
/// <param name="Front">The tokens that it puts in front.</param>
internal sealed record PassMember(ForwardContext Context, ImmutableArray<int> Lengths, int Tokens, int Front)
{
    /// <summary>The number of its rows, B · T.</summary>
    public int Rows => Lengths.Length * Tokens;

    /// <summary>It in the last layer, when that narrows down to the tokens that are read.</summary>
    public PassMember Keeping(ITensorEngine engine) =>
        this with { Context = Context with { Keeps = KeptTokens.Of(engine, Context.Reads, Front, (Tokens, Lengths)) } };

    /// <summary>It behind that place: one token of each sequence is left.</summary>
    public PassMember Narrowed() => Context.Keeps is null
        ? this
        : this with { Context = Context.Narrowed(), Lengths = [.. Lengths.Select(_ => 1)], Tokens = 1 };

    /// <summary>Its part, [B, T, C], of [rows of all trials, C].</summary>
    /// <param name="all">Everything.</param>
    /// <param name="firstRow">Where its rows begin.</param>
    public Tensor PartOf(Tensor all, int firstRow) =>
        all.SliceFirst(firstRow, Rows).Reshape(new(Lengths.Length, Tokens, all.Shape.Last));
}
