using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Allocation;

/// <summary>
/// A low-rank update whose rank changes while it is trained: <c>Scale · B · diag(e) · A · x</c>. Its rank is the number of elements of e
/// that are not 0, and it is exported as a plain low-rank module of that rank.
/// </summary>
internal sealed class RankedExtension : TargetExtension
{
    private readonly double _scale;

    public RankedExtension(NamedTensor[] parameters, ModuleShape module, double scale, ModuleContext context)
        : base(parameters)
    {
        Module = module;
        _scale = scale;
        Mask = new(Stem(parameters) + ".mask", context.Model.Engine.Constant(Ones(Size), new(Size)));
        Importance = new(parameters, context.Model.Engine);
        MinusIdentity = context.Model.Engine.Constant(Diagonal(Size, -1), new(Size, Size));
    }

    public ModuleShape Module { get; }

    /// <summary>The largest rank, R.</summary>
    public int Size => Factors.Shape.Count;

    /// <summary>1 for each component that may be trained, 0 for one that is kept at 0, [R].</summary>
    public NamedTensor Mask { get; }

    /// <summary>How much the loss depends on each component.</summary>
    public TripletImportance Importance { get; }

    /// <summary>What belongs to a checkpoint beside the parameters.</summary>
    public IEnumerable<NamedTensor> State => Importance.State.Prepend(Mask);

    public override IReadOnlyList<Tensor> Constants => [MinusIdentity];

    private Tensor MinusIdentity { get; }

    private Tensor A => Parameters[0].Tensor;

    private Tensor Factors => Parameters[1].Tensor;

    private Tensor B => Parameters[2].Tensor;

    /// <summary>A [R, in], e [R] and B [out, R] of one linear module.</summary>
    public static TensorPart[] Parts(ModuleShape module, string method, int size)
    {
        var target = TargetNames.Of(module, method);

        return
        [
            new(target + ".a", new(size, module.InputSize)),
            new(target + ".e", new(size)),
            new(target + ".b", new(module.OutputSize, size)),
        ];
    }

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var reduced = input.Linear(A).Multiply(Factors); // [B, T, R]

        return output.Add(reduced.Scale((float)_scale).Linear(B)); // [B, T, out]
    }

    /// <summary>
    /// <c>‖A Aᵀ − I‖² + ‖Bᵀ B − I‖²</c>, which keeps the components apart (Zhang et al. 2023, Eq. 4).
    /// </summary>
    public Tensor OrthogonalityPenalty()
    {
        var turned = B.Transpose(); // [R, out]
        var rows = A.Linear(A).Add(MinusIdentity);
        var columns = turned.Linear(turned).Add(MinusIdentity);

        return rows.Multiply(rows).Sum().Add(columns.Multiply(columns).Sum());
    }

    /// <summary>Sets to 0 what the mask excludes.</summary>
    public void ApplyMask() => Factors.CopyFrom([.. Factors.ToArray().Zip(Mask.Tensor.ToArray(), (factor, kept) => factor * kept)]);

    /// <summary>Moves every factor towards 0 by this much, and to 0 where it is nearer (soft thresholding).</summary>
    public void Shrink(double by) => Factors.CopyFrom(
        [.. Factors.ToArray().Select(factor => Math.Sign(factor) * MathF.Max(0, MathF.Abs(factor) - (float)by))]);

    /// <summary>Where the found module stands; null when its rank is 0.</summary>
    public PeftPlacement? Found() => Rank() is var rank and > 0
        ? new(Module.Layer, new LoraConfig { Rank = rank, Alpha = _scale * rank, Targets = [Module.Kind] })
        : null;

    /// <summary>How many components are not 0.</summary>
    public int Rank() => Factors.ToArray().Count(factor => factor != 0);

    /// <summary>A and B of the found low-rank module, without the components that are 0; e is part of B.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var factors = Factors.ToArray();
        var kept = Enumerable.Range(0, factors.Length).Where(i => factors[i] != 0).ToArray();
        if (kept.Length == 0)
        {
            return [];
        }

        var parts = LoraNames.Parts(Module, kept.Length);
        var (a, b) = (A.ToArray(), B.ToArray());
        var rows = kept.SelectMany(i => a.AsSpan(i * Module.InputSize, Module.InputSize).ToArray()).ToArray();
        var columns = Enumerable.Range(0, Module.OutputSize)
            .SelectMany(row => kept.Select(i => b[(row * factors.Length) + i] * factors[i])).ToArray();

        return [new(parts[0].Name, parts[0].Shape, rows), new(parts[1].Name, parts[1].Shape, columns)];
    }

    private static string Stem(NamedTensor[] parameters) => parameters[0].Name[..parameters[0].Name.LastIndexOf('.')];

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static float[] Diagonal(int size, float value)
    {
        var values = new float[size * size];
        for (var i = 0; i < size; i++)
        {
            values[(i * size) + i] = value;
        }

        return values;
    }
}
