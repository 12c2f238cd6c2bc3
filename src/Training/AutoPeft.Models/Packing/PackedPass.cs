using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Packing;

/// <summary>
/// The trials that go through some layers together: their rows lie one below the other, [rows of all trials, C], in this order.
/// </summary>
/// <remarks>
/// What is frozen acts on rows, whose they may be; what is a trial's own, and attention, which looks across rows, acts on its part.
/// A part is no copy, and its gradient is summed up in its own place and order; so each trial's numbers are those that it has alone.
/// </remarks>
internal sealed class PackedPass(IReadOnlyList<PassMember> members)
{
    /// <summary>Whether this is so for one of the trials.</summary>
    public bool Any(Func<ForwardContext, bool> condition) => members.Any(member => condition(member.Context));

    /// <summary>Applies something to the parts of some trials.</summary>
    /// <param name="concerns">Which trials; the others keep the last operand.</param>
    /// <param name="map">From a trial and its parts of the operands, each [B, T, C], to [B, T, C′].</param>
    /// <param name="operands">[rows of all trials, C].</param>
    /// <returns>[rows of all trials, C′].</returns>
    public Tensor Map(
        Func<ForwardContext, bool> concerns, Func<PassMember, Tensor[], Tensor> map, params Tensor[] operands)
    {
        if (!Any(concerns))
        {
            return operands[^1];
        }

        var parts = new Tensor[members.Count];
        var (row, changed) = (0, false);
        for (var i = 0; i < parts.Length; i++)
        {
            var (member, first) = (members[i], row);
            var own = operands.Select(operand => member.PartOf(operand, first)).ToArray();
            parts[i] = concerns(member.Context) ? map(member, own) : own[^1];
            changed |= parts[i] != own[^1];
            row += member.Rows;
        }

        return changed ? Join(parts) : operands[^1];
    }

    /// <summary>Applies something to every trial.</summary>
    /// <param name="map">From a trial and its number to [B, T, C].</param>
    /// <returns>[rows of all trials, C].</returns>
    public Tensor Each(Func<PassMember, int, Tensor> map) => Join(members.Select(map));

    /// <summary>The parts of all trials, each [B, T, C].</summary>
    public Tensor[] Split(Tensor all)
    {
        var parts = new Tensor[members.Count];
        var row = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = members[i].PartOf(all, row);
            row += members[i].Rows;
        }

        return parts;
    }

    /// <summary>The trials in the last layer, when that narrows down to the tokens that are read.</summary>
    public PackedPass Keeping(ITensorEngine engine) => new([.. members.Select(member => member.Keeping(engine))]);

    /// <summary>The trials behind the place where it does; this pass in other layers.</summary>
    public PackedPass Narrowed() => members[0].Context.Keeps is null ? this : new([.. members.Select(member => member.Narrowed())]);

    /// <summary>The states that this layer goes on with, [rows of all trials, C].</summary>
    public Tensor Narrow(Tensor hidden) => members[0].Context.Keeps is null
        ? hidden
        : Join(members.Zip(Split(hidden), (member, part) => member.Context.Keeps!.From(part)));

    /// <summary>Parts, each [B, T, C], one below the other: [rows of all, C].</summary>
    public static Tensor Join(IEnumerable<Tensor> parts)
    {
        var flat = parts.Select(part => part.Reshape(new Shape(part.Shape.Rows, part.Shape.Last))).ToArray();

        return flat.Length == 1 ? flat[0] : flat[0].Concatenate(flat.AsSpan(1));
    }
}
