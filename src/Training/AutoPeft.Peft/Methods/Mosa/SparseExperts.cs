using AutoPeft.Models;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>A weight whose elements belong to one of several experts each.</summary>
internal sealed class SparseExperts
{
    private readonly Tensor _weight;
    private readonly Tensor _first;
    private readonly Tensor[] _choices; // of each expert, [E, 1]: 1 for itself
    private readonly Tensor[] _others; // of each expert, [E, 1]: 0 for itself
    private readonly int[] _experts; // of each element, its expert

    /// <param name="weight">The weight, which starts from its first values.</param>
    /// <param name="count">E, the experts.</param>
    /// <param name="key">Where the split comes from.</param>
    /// <param name="engine">The engine of the weight.</param>
    public SparseExperts(NamedTensor weight, int count, RandomKey key, ITensorEngine engine)
    {
        _weight = weight.Tensor;
        _first = engine.Constant(_weight.ToArray(), _weight.Shape);
        _experts = Split(_weight.Shape.Count, count, key);
        _choices = [.. Enumerable.Range(0, count).Select(own => engine.Constant(Table(count, own, 1), new(count, 1)))];
        _others = [.. Enumerable.Range(0, count).Select(own => engine.Constant(Table(count, own, 0), new(count, 1)))];
    }

    /// <summary>What is kept for the steps.</summary>
    public IEnumerable<Tensor> Constants => [_first, .. _choices, .. _others];

    /// <summary>The weight as an expert has it: W at its own elements, W₀ at the others.</summary>
    public Tensor Of(int expert) => _weight.Multiply(Mask(_choices[expert])).Add(_first.Multiply(Mask(_others[expert])));

    /// <summary>The expert of each element: as even as can be, by a random order of the elements.</summary>
    internal static int[] Split(int elements, int count, RandomKey key)
    {
        var experts = new int[elements];
        var order = key.Permutation(elements);
        for (var i = 0; i < elements; i++)
        {
            experts[order[i]] = i % count;
        }

        return experts;
    }

    private Tensor Mask(Tensor table) => table.Gather(_experts, new Shape(_experts.Length)).Reshape(_weight.Shape);

    private static float[] Table(int count, int own, float value) =>
        [.. Enumerable.Range(0, count).Select(expert => expert == own ? value : 1 - value)];
}
