using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.LoraSb;

/// <summary>Adds <c>B · R · A · x</c> to the output of a linear module; all three start anew from the gradient of the first batch.</summary>
/// <param name="core">R, [r, r].</param>
/// <param name="state">A, [r, in], B, [out, r], and 1 once they are from the gradient, [1].</param>
/// <param name="module">The module.</param>
/// <param name="engine">The engine of the model.</param>
internal sealed class LoraSbExtension(NamedTensor core, NamedTensor[] state, ModuleShape module, ITensorEngine engine) : TargetExtension(core)
{
    private readonly CoreExtension _update = new(core, (state[0].Tensor, state[1].Tensor), module, 1);

    // A change of the frozen weight, all zero: its gradient is that of the weight. There in the first batch only.
    private Tensor? _change;

    public override IReadOnlyList<NamedTensor> State => state;

    public override IReadOnlyList<Tensor> Constants => _change is null ? [] : [_change];

    private bool IsStarted => state[2].Tensor.Item() != 0;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var extended = _update.Extend(input, output, context);
        if (!context.Training || IsStarted)
        {
            return extended;
        }

        _change ??= engine.Parameter(new float[module.OutputSize * module.InputSize], new(module.OutputSize, module.InputSize));

        return extended.Add(input.Linear(_change)); // [B, T, out]
    }

    public override void BeforeUpdate(TrainingMoment moment)
    {
        if (_change?.Gradient is not { } gradient)
        {
            return;
        }

        Start([.. gradient.ToArray().Select(slope => -(float)moment.LearningRate * MathF.Sign(slope))]);
        _change.Dispose();
        _change = null;
    }

    public override IEnumerable<TensorData> Folded() => _update.Folded();

    private void Start(float[] step)
    {
        var rank = core.Tensor.Shape[0];
        var svd = TruncatedSvd.Of(
            DenseMatrix.Of(step, module.OutputSize, module.InputSize), rank, RandomKey.FromSeed(0).For(core.Name));
        var diagonal = new float[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            diagonal[i * (rank + 1)] = (float)svd.Values[i];
        }

        state[0].Tensor.CopyFrom(svd.Right.ToFloats());
        state[1].Tensor.CopyFrom(svd.Left.Transposed().ToFloats());
        state[2].Tensor.CopyFrom([1]);
        core.Tensor.CopyFrom(diagonal);
        core.Tensor.ClearGradient(); // it was one between other directions
    }
}
