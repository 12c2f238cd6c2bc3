using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>The part of the trained numbers that belongs to one target, and what it does there.</summary>
/// <param name="module">The target.</param>
/// <param name="part">Where its numbers begin, and how many there are.</param>
/// <param name="places">The elements that they are, row-major; null when they are A and B of an update.</param>
/// <param name="update">The rank and the scale of an update.</param>
internal sealed class SptTarget(ModuleShape module, (int First, int Count) part, int[]? places, (int Rank, float Scale) update)
{
    private readonly int[]? _rows = places is null ? null : Rows(places, module);

    public ModuleShape Module => module;

    /// <summary>The elements, or null.</summary>
    public int[]? Places => places;

    /// <summary>Its numbers among all.</summary>
    public Range Part => part.First..(part.First + part.Count);

    /// <summary>What it adds to the module's output.</summary>
    /// <param name="input">What went into the module, [B, T, in].</param>
    /// <param name="values">All numbers, [N].</param>
    /// <param name="zero">0, [1, 1].</param>
    public Tensor Change(Tensor input, Tensor values, Tensor zero)
    {
        var own = values.SliceLast(part.First, part.Count);
        if (_rows is null)
        {
            var split = update.Rank * module.InputSize;
            var a = own.SliceLast(0, split).Reshape(new(update.Rank, module.InputSize));
            var b = own.SliceLast(split, part.Count - split).Reshape(new(module.OutputSize, update.Rank));

            return input.Linear(a).Scale(update.Scale).Linear(b);
        }

        var table = own.Reshape(new(1, part.Count, 1)).Prepend(zero).Reshape(new(part.Count + 1, 1));

        return input.Linear(
            table.Gather(_rows, new(module.OutputSize, module.InputSize)).Reshape(new(module.OutputSize, module.InputSize)));
    }

    private static int[] Rows(int[] places, ModuleShape module)
    {
        var rows = new int[module.OutputSize * module.InputSize];
        for (var i = 0; i < places.Length; i++)
        {
            rows[places[i]] = i + 1;
        }

        return rows;
    }
}
