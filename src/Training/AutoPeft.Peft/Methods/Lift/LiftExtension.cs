using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lift;

/// <summary>Adds <c>Δ x</c> to the output of a linear module, where Δ is zero but for some elements.</summary>
internal sealed class LiftExtension : TargetExtension
{
    private readonly ModuleShape _module;
    private readonly Tensor _zero;
    private readonly Lazy<int[]> _rows; // of each element of Δ, its row in a table of 0 and the values

    /// <param name="values">The elements that are not zero, [k].</param>
    /// <param name="places">Where each stands in the weight, row-major, [k]: whole numbers, a constant that an export holds.</param>
    /// <param name="module">The module.</param>
    /// <param name="engine">The engine of the model.</param>
    public LiftExtension(NamedTensor values, NamedTensor places, ModuleShape module, ITensorEngine engine)
        : base(values)
    {
        _module = module;
        _zero = engine.Constant([0], new(1, 1));
        Frozen = [places];
        _rows = new(() => Rows(places.Tensor, module)); // when it computes first: a stored module takes its places before
    }

    public override IReadOnlyList<NamedTensor> Frozen { get; }

    public override IReadOnlyList<Tensor> Constants => [_zero];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var count = Parameters[0].Tensor.Shape.Count;
        var table = Parameters[0].Tensor.Reshape(new(1, count, 1)).Prepend(_zero).Reshape(new(count + 1, 1));
        var change = table.Gather(_rows.Value, new(_module.OutputSize, _module.InputSize)).Reshape(new(_module.OutputSize, _module.InputSize));

        return output.Add(input.Linear(change)); // [B, T, out]
    }

    private static int[] Rows(Tensor places, ModuleShape module)
    {
        var rows = new int[module.OutputSize * module.InputSize];
        var values = places.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            rows[(int)values[i]] = i + 1;
        }

        return rows;
    }
}
