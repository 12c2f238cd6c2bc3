using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Eva;

/// <summary>Adds <c>Scale · B · diag(m) · A · x</c>: A the directions of what goes into the module, m 1 for those that are kept.</summary>
internal sealed class EvaExtension : RankedExtension
{
    private readonly InputDirections _directions;

    /// <param name="parameters">A, [R, in], and B, [out, R].</param>
    /// <param name="module">The linear module.</param>
    /// <param name="scale">The factor on the update.</param>
    /// <param name="engine">The engine of the model.</param>
    public EvaExtension(NamedTensor[] parameters, ModuleShape module, double scale, ITensorEngine engine)
        : base(parameters, module, scale)
    {
        var (name, size) = (parameters[0].Name, parameters[0].Tensor.Shape[0]);
        Mask = new(name + ".mask", engine.Constant([.. Enumerable.Repeat(1f, size)], new(size)));
        Started = new(name + ".started", engine.Constant([0], new(1)));
        _directions = new(name);
    }

    /// <summary>1 for each direction that is kept, [R].</summary>
    public NamedTensor Mask { get; }

    /// <summary>1 once the ranks are shared out, [1].</summary>
    public NamedTensor Started { get; }

    /// <summary>The share of the input's variance that each direction explains, largest first; empty before the first batch.</summary>
    public double[] Explained => _directions.Explained;

    public override IReadOnlyList<NamedTensor> State => [Mask, Started];

    private Tensor A => Parameters[0].Tensor;

    private Tensor B => Parameters[1].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        if (context.Training && Started.Tensor.Item() == 0)
        {
            _directions.Take(input, A, B);
        }

        var reduced = input.Linear(A).Multiply(Mask.Tensor); // [B, T, R]

        return output.Add(reduced.Scale((float)Scale).Linear(B)); // [B, T, out]
    }

    /// <summary>Keeps this many directions, those that explain most, for good.</summary>
    public void Keep(int rank)
    {
        Mask.Tensor.CopyFrom([.. Enumerable.Range(0, Mask.Tensor.Shape.Count).Select(i => i < rank ? 1f : 0f)]);
        Started.Tensor.CopyFrom([1]);
    }

    public override int Rank() => Mask.Tensor.ToArray().Count(kept => kept != 0);

    /// <summary>The kept rows of A and columns of B.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var (rank, size) = (Rank(), Mask.Tensor.Shape.Count);
        var columns = B.ToArray().Where((_, i) => i % size < rank).ToArray();

        return rank == 0 ? [] : LoraNames.Folded(Module, A.ToArray()[..(rank * Module.InputSize)], columns);
    }
}
