using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Numerics;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Salt;

/// <summary>Adds <c>U₁ diag((α − 1) σ + β) V₁ᵀ x + U₂ X Y V₂ᵀ x</c> to the output of a linear module.</summary>
internal sealed class SaltExtension : TargetExtension
{
    private readonly ModuleShape _module;
    private readonly Tensor _values; // σ, [r]
    private readonly Tensor _minusValues;
    private readonly (Tensor Left, Tensor Right) _top; // U₁, [out, r], and V₁ᵀ, [r, in]
    private readonly (Tensor Left, Tensor Right) _rest; // U₂, [out, k − r], and V₂, [in, k − r]

    /// <param name="parameters">α and β, [r], Xᵀ and Y, [d, k − r].</param>
    /// <param name="basis">The directions.</param>
    /// <param name="module">The module.</param>
    /// <param name="engine">The engine of the model.</param>
    public SaltExtension(NamedTensor[] parameters, SaltBasis basis, ModuleShape module, ITensorEngine engine)
        : base(parameters)
    {
        var (rank, rest) = (basis.Top.Values.Length, basis.RestLeft.Rows);
        _module = module;
        _values = engine.Constant([.. basis.Top.Values.Select(value => (float)value)], new(rank));
        _minusValues = engine.Constant([.. basis.Top.Values.Select(value => -(float)value)], new(rank));
        _top = (engine.Constant(basis.Top.Left.Transposed().ToFloats(), new(module.OutputSize, rank)),
            engine.Constant(basis.Top.Right.ToFloats(), new(rank, module.InputSize)));
        _rest = (engine.Constant(basis.RestLeft.Transposed().ToFloats(), new(module.OutputSize, rest)),
            engine.Constant(basis.RestRight.Transposed().ToFloats(), new(module.InputSize, rest)));
    }

    public override IReadOnlyList<Tensor> Constants => [_values, _minusValues, _top.Left, _top.Right, _rest.Left, _rest.Right];

    private Tensor X => Parameters[2].Tensor;

    private Tensor Y => Parameters[3].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var change = Parameters[0].Tensor.Multiply(_values).Add(_minusValues).Add(Parameters[1].Tensor); // (α − 1) σ + β, [r]
        var top = input.Linear(_top.Right).Multiply(change).Linear(_top.Left); // [B, T, out]
        var (a, b) = (Y.Linear(_rest.Right), X.Linear(_rest.Left).Transpose()); // Y V₂ᵀ, [d, in], and U₂ X, [out, d]

        return output.Add(top).Add(input.Linear(a).Linear(b));
    }

    /// <summary>One update: the directions of the largest values and those of the rest, side by side.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var (rank, rest) = (_values.Shape.Count, X.Shape.Last);
        var a = Matrix(Y, rest).TimesTransposed(Matrix(_rest.Right, rest));
        var b = Matrix(_rest.Left, rest).TimesTransposed(Matrix(X, rest));
        var (left, values, scale, shift) = (_top.Left.ToArray(), _values.ToArray(), Parameters[0].Tensor.ToArray(), Parameters[1].Tensor.ToArray());
        var columns = Enumerable.Range(0, _module.OutputSize).SelectMany(row => Enumerable.Range(0, rank)
            .Select(i => left[(row * rank) + i] * (((scale[i] - 1) * values[i]) + shift[i]))
            .Concat(b.Row(row).ToArray().Select(value => (float)value)));

        return LoraNames.Folded(_module, [.. _top.Right.ToArray(), .. a.ToFloats()], [.. columns]);
    }

    private static DenseMatrix Matrix(Tensor tensor, int columns) =>
        DenseMatrix.Of(tensor.ToArray(), tensor.Shape.Count / columns, columns);
}
