using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Allocation;

/// <summary>
/// A low-rank update with a factor for each component: <c>Scale · B · diag(e) · A · x</c>. Its rank is the number of elements of e
/// that are not 0.
/// </summary>
internal sealed class DiagonalExtension : RankedExtension
{
    private readonly double _orthogonality;
    private readonly OrthogonalityPenalty _penalty;

    /// <param name="parameters">A, [R, in], e, [R], and B, [out, R].</param>
    /// <param name="module">The linear module.</param>
    /// <param name="settings">The factor on the update, and the weight of the penalty that keeps components apart.</param>
    /// <param name="engine">The engine of the model.</param>
    public DiagonalExtension(NamedTensor[] parameters, ModuleShape module, (double Scale, double Orthogonality) settings, ITensorEngine engine)
        : base(parameters, module, settings.Scale)
    {
        _orthogonality = settings.Orthogonality;
        _penalty = new(Size, engine);
        Mask = new(Stem(parameters) + ".mask", engine.Constant([.. Enumerable.Repeat(1f, Size)], new(Size)));
        Importance = new(parameters, engine);
    }

    /// <summary>The largest rank, R.</summary>
    public int Size => Factors.Shape.Count;

    /// <summary>1 for each component that may be trained, 0 for one that is kept at 0, [R].</summary>
    public NamedTensor Mask { get; }

    /// <summary>How much the loss depends on each component.</summary>
    public TripletImportance Importance { get; }

    public override IReadOnlyList<NamedTensor> State => [Mask, .. Importance.State];

    public override IReadOnlyList<Tensor> Constants => [_penalty.MinusIdentity];

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

        return output.Add(reduced.Scale((float)Scale).Linear(B)); // [B, T, out]
    }

    /// <summary>What keeps the components apart (Zhang et al. 2023, Eq. 4).</summary>
    public override Tensor? Penalty() => _orthogonality == 0 ? null : _penalty.Of(A, B).Scale((float)_orthogonality);

    /// <summary>Sets to 0 what the mask excludes.</summary>
    public void ApplyMask() => Factors.CopyFrom([.. Factors.ToArray().Zip(Mask.Tensor.ToArray(), (factor, kept) => factor * kept)]);

    /// <summary>Moves every factor towards 0 by this much, and to 0 where it is nearer (soft thresholding).</summary>
    public void Shrink(double by) => Factors.CopyFrom(
        [.. Factors.ToArray().Select(factor => Math.Sign(factor) * MathF.Max(0, MathF.Abs(factor) - (float)by))]);

    public override int Rank() => Factors.ToArray().Count(factor => factor != 0);

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
}
