using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.TriAdaptLora;

/// <summary>
/// A low-rank update with a core of two triangles: <c>Scale · B · (L + U) · A · x</c>. Row i of L and column i of U belong to component i; a
/// component whose row and column are 0, with all after it, is not there.
/// </summary>
internal sealed class TriangularExtension : RankedExtension
{
    private readonly Tensor _zero;
    private readonly int[] _lower; // of each element of L, its place in the stored triangle, from 1; 0 for what is always 0
    private readonly int[] _upper;
    private readonly NamedTensor _active;
    private readonly NamedTensor _norm;

    /// <param name="parameters">A, [R, in], L and U, [R (R + 1) / 2], and B, [out, R].</param>
    /// <param name="module">The linear module.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="engine">The engine of the model.</param>
    public TriangularExtension(NamedTensor[] parameters, ModuleShape module, double scale, ITensorEngine engine)
        : base(parameters, module, scale)
    {
        Size = A.Shape[0];
        _zero = engine.Constant([0], new(1, 1));
        _lower = [.. Places().Select(place => place.Column <= place.Row ? 1 + Start(place.Row) + place.Column : 0)];
        _upper = [.. Places().Select(place => place.Row <= place.Column ? 1 + Start(place.Column) + place.Row : 0)];
        _active = new(TargetNames.Of(module, TriAdaptLoraConfig.MethodName) + ".active", engine.Constant([1], new(1)));
        _norm = new(TargetNames.Of(module, TriAdaptLoraConfig.MethodName) + ".norm", engine.Constant([0], new(1)));
    }

    /// <summary>The largest rank, R.</summary>
    public int Size { get; }

    /// <summary>How many components may be trained.</summary>
    public int Active => (int)_active.Tensor.Item();

    public override IReadOnlyList<NamedTensor> State => [_active, _norm];

    public override IReadOnlyList<Tensor> Constants => [_zero];

    private Tensor A => Parameters[0].Tensor;

    private Tensor Lower => Parameters[1].Tensor;

    private Tensor Upper => Parameters[2].Tensor;

    private Tensor B => Parameters[3].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var core = Triangle(Lower, _lower).Add(Triangle(Upper, _upper)); // [R, R]

        return output.Add(input.Linear(A).Linear(core).Scale((float)Scale).Linear(B)); // [B, T, out]
    }

    /// <summary>Leaves one component.</summary>
    public void Begin() => _active.Tensor.CopyFrom([1]);

    /// <summary>Lets so many components more be trained, at most all.</summary>
    public void Add(int count) => _active.Tensor.CopyFrom([Math.Min(Size, Active + count)]);

    /// <summary>By how much ‖L + U‖ has grown since it was asked last, over the rank.</summary>
    public double TakeGrowth()
    {
        var norm = Math.Sqrt(Core(Active).Sum(value => (double)value * value));
        var growth = norm - _norm.Tensor.Item();
        _norm.Tensor.CopyFrom([(float)norm]);

        return growth / Active;
    }

    /// <summary>Sets to 0 what belongs to components that are not trained.</summary>
    public void ApplyMask()
    {
        foreach (var triangle in (Tensor[])[Lower, Upper])
        {
            var values = triangle.ToArray();
            values.AsSpan(Start(Active)).Clear();
            triangle.CopyFrom(values);
        }
    }

    public override int Rank()
    {
        var (lower, upper) = (Lower.ToArray(), Upper.ToArray());
        var rank = Size;
        while (rank > 0 && !lower.AsSpan(Start(rank - 1), rank).ContainsAnyExcept(0f) && !upper.AsSpan(Start(rank - 1), rank).ContainsAnyExcept(0f))
        {
            rank--;
        }

        return rank;
    }

    /// <summary>A and B (L + U) of the components that are there.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var rank = Rank();
        if (rank == 0)
        {
            return [];
        }

        var (b, core) = (B.ToArray(), Core(rank));
        var columns = new float[Module.OutputSize * rank];
        for (var i = 0; i < columns.Length; i++)
        {
            var (row, column) = (i / rank, i % rank);
            columns[i] = (float)Enumerable.Range(0, rank).Sum(k => (double)b[(row * Size) + k] * core[(k * rank) + column]);
        }

        return LoraNames.Folded(Module, A.ToArray()[..(rank * Module.InputSize)], columns);
    }

    private static int Start(int row) => row * (row + 1) / 2;

    private IEnumerable<(int Row, int Column)> Places() => Enumerable.Range(0, Size * Size).Select(i => (i / Size, i % Size));

    private Tensor Triangle(Tensor values, int[] places)
    {
        var count = values.Shape.Count;
        var table = values.Reshape(new(1, count, 1)).Prepend(_zero).Reshape(new(count + 1, 1));

        return table.Gather(places, new(Size, Size)).Reshape(new(Size, Size));
    }

    // L + U of the first components, [r, r].
    private float[] Core(int rank)
    {
        var (lower, upper) = (Lower.ToArray(), Upper.ToArray());

        return
        [
            .. from row in Enumerable.Range(0, rank)
               from column in Enumerable.Range(0, rank)
               select (column <= row ? lower[Start(row) + column] : 0) + (row <= column ? upper[Start(column) + row] : 0),
        ];
    }
}
