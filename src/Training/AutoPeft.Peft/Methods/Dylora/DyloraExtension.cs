using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>
/// Adds <c>Alpha / b · B[:, :b] · A[:b] · x</c> to the output of a linear module, with another b in every training step.
/// </summary>
internal sealed class DyloraExtension : RankedExtension
{
    private readonly DyloraConfig _config;
    private readonly NamedTensor _rank; // [1], what is measured and exported
    private readonly Tensor[] _scales; // _scales[b − 1] is alpha / b for the first b components and 0 for the others, [r]

    public DyloraExtension(NamedTensor[] parameters, DyloraConfig config, ModuleShape module, ITensorEngine engine)
        : base(parameters, module, config.Scale)
    {
        _config = config;
        _rank = new(TargetNames.Of(module, DyloraConfig.MethodName) + ".rank", engine.Constant([config.EffectiveRank], new(1)));
        _scales = [.. Enumerable.Range(1, config.Rank).Select(count => ScaleOf(config, count, engine))];
    }

    public override IReadOnlyList<NamedTensor> State => [_rank];

    public override IReadOnlyList<Tensor> Constants => _scales;

    private Tensor A => Parameters[0].Tensor;

    private Tensor B => Parameters[1].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        // All modules of a step have one rank, as in the paper: the key does not name the module.
        var rank = context.Training ? 1 + context.Key.For(DyloraConfig.MethodName).Below(0, _config.Rank) : Rank();
        if (rank == 0)
        {
            return output;
        }

        var reduced = input.Linear(A).Multiply(_scales[rank - 1]); // [B, T, r]

        return output.Add(reduced.Linear(B)); // [B, T, out]
    }

    public override int Rank() => (int)_rank.Tensor.Item();

    /// <summary>Changes the rank that is measured and exported, from 0 to the largest.</summary>
    public void Use(int rank) => _rank.Tensor.CopyFrom([rank]);

    /// <summary>How far the update of each rank, from 0, is from that of the largest: the squared Frobenius norm of the difference, [R + 1].</summary>
    public double[] Errors()
    {
        // With c = alpha / b for i < b, else 0, the product of the updates of two ranks is the sum of cᵢ c'ⱼ (BᵀB)ᵢⱼ (AAᵀ)ᵢⱼ.
        var products = Products();
        var whole = Enumerable.Repeat(_config.Alpha / _config.Rank, _config.Rank).ToArray();

        return
        [
            .. Enumerable.Range(0, _config.Rank + 1).Select(rank =>
            {
                var difference = whole.Select((factor, i) => factor - (i < rank ? _config.Alpha / rank : 0)).ToArray();

                return Math.Max(0, difference.Select((factor, i) => factor * difference.Select((other, j) => other * products[i, j]).Sum()).Sum());
            }),
        ];
    }

    public override PeftPlacement? Found() => Rank() is var rank and > 0
        ? new(Module.Layer, new LoraConfig { Rank = rank, Alpha = _config.Alpha, Targets = [Module.Kind] })
        : null;

    /// <summary>A plain low-rank module of the used rank; nothing at rank 0.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var rank = Rank();
        var (a, b) = (A.ToArray(), B.ToArray());
        var columns = Enumerable.Range(0, Module.OutputSize).SelectMany(row => b.AsSpan(row * _config.Rank, rank).ToArray());

        return rank == 0 ? [] : LoraNames.Folded(Module, a[..(rank * Module.InputSize)], [.. columns]);
    }

    // (BᵀB)ᵢⱼ (AAᵀ)ᵢⱼ, [R, R].
    private double[,] Products()
    {
        var (a, b, size) = (A.ToArray(), B.ToArray(), _config.Rank);
        var products = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rows = Dot(a, (i * Module.InputSize, j * Module.InputSize), (1, Module.InputSize));
                products[i, j] = products[j, i] = rows * Dot(b, (i, j), (size, Module.OutputSize));
            }
        }

        return products;
    }

    private static double Dot(float[] values, (int Left, int Right) first, (int Step, int Count) numbers)
    {
        var sum = 0.0;
        for (var i = 0; i < numbers.Count; i++)
        {
            sum += (double)values[first.Left + (i * numbers.Step)] * values[first.Right + (i * numbers.Step)];
        }

        return sum;
    }

    private static Tensor ScaleOf(DyloraConfig config, int rank, ITensorEngine engine) => engine.Constant(
        [.. Enumerable.Range(0, config.Rank).Select(i => i < rank ? (float)(config.Alpha / rank) : 0)], new(config.Rank));
}
