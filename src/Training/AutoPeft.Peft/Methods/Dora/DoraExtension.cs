using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Turns <c>W x + b</c> into <c>m / ‖V‖ · (W x + Scale · B · A · x) + b</c> (Liu et al. 2024, Eq. 5).</summary>
internal sealed class DoraExtension : TargetExtension
{
    private readonly ITensorEngine _engine;
    private readonly Tensor _weight; // [out, in], the model's
    private readonly Tensor _ones; // [1, in]
    private readonly Tensor _inverseNorms; // [out], written anew in every forward pass
    private readonly (Tensor Plus, Tensor Minus)? _bias;
    private readonly float _scale;

    private DoraExtension(NamedTensor[] parameters, DoraConfig config, ModuleShape module, ModuleContext context)
        : base(parameters)
    {
        _engine = context.Model.Engine;
        _weight = Own(context, module, "weight")!;
        _ones = _engine.Constant([.. Enumerable.Repeat(1f, module.InputSize)], new(1, module.InputSize));
        _inverseNorms = _engine.Constant(new float[module.OutputSize], new(module.OutputSize));
        _bias = Own(context, module, "bias") is { } bias ? (bias, Negative(bias)) : null;
        _scale = (float)config.Scale;
    }

    public override IReadOnlyList<Tensor> Constants =>
        _bias is { } bias ? [_ones, _inverseNorms, bias.Minus] : [_ones, _inverseNorms];

    private Tensor A => Parameters[0].Tensor;

    private Tensor B => Parameters[1].Tensor;

    public static DoraExtension Create(DoraConfig config, TensorPart[] parts, ModuleShape module, ModuleContext context)
    {
        var a = context.Kaiming(parts[0], context.KeyOf(module, config.Method));
        var magnitude = context.Zeros(parts[2]);
        var extension = new DoraExtension([a, context.Zeros(parts[1]), magnitude], config, module, context);
        magnitude.Tensor.CopyFrom([.. extension.RowNorms()]);

        return extension;
    }

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var norms = RowNorms();
        _inverseNorms.CopyFrom([.. norms.Select(norm => 1 / norm)]);
        var factor = Parameters[2].Tensor.Multiply(_inverseNorms); // [out]
        var update = input.Linear(A).Scale(_scale).Linear(B); // [B, T, out]
        var plain = _bias is { } bias ? output.Add(bias.Minus) : output;
        var scaled = plain.Add(update).Multiply(factor);

        return _bias is { } added ? scaled.Add(added.Plus) : scaled;
    }

    // The norms of the rows of V: a constant for the gradient (Sec. 4.3), hence outside of it.
    private float[] RowNorms()
    {
        using var constant = _engine.NoGradient();
        using var scope = _engine.StepScope();
        var v = _weight.Add(B.MatrixProduct(A).Scale(_scale)); // [out, in]
        var squares = v.Multiply(v).Linear(_ones); // [out, 1]

        return [.. squares.ToArray().Select(MathF.Sqrt)];
    }

    private Tensor Negative(Tensor bias) => _engine.Constant([.. bias.ToArray().Select(value => -value)], bias.Shape);

    private static Tensor? Own(ModuleContext context, ModuleShape module, string part) =>
        context.Weight($"{module.Path}.{part}");
}
