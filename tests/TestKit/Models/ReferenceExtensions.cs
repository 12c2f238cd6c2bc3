using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.TestKit.Models;

/// <summary>One extension of each kind with a plain formula, as the reference scripts hook them in.</summary>
internal sealed class ReferenceExtensions : IDisposable
{
    private readonly FixedPrefix _prefix;

    public ReferenceExtensions(ITensorEngine engine, TransformerReference reference, ModelShape model)
    {
        var width = model.KeyValueSize;
        var query = model.Find(0, ModuleKind.Query) is null ? ModuleKind.QueryKeyValue : ModuleKind.Query;
        var shape = new Shape(reference.Expected("prefix.keys").Length / width, width);
        _prefix = new(
            engine.Constant(reference.Expected("prefix.keys"), shape),
            engine.Constant(reference.Expected("prefix.values"), shape));
        Extensions = new(
            [(0, query, new ScaledOutput(1.5f))],
            [
                (1, SublayerKind.FeedForward, new NormedOutput(0.25f)),
                (1, SublayerKind.FeedForward, new ScaledInput(0.5f)),
            ],
            [(1, _prefix)],
            []);
    }

    public ModelExtensions Extensions { get; }

    public void Dispose() => _prefix.Dispose();

    private sealed class ScaledOutput(float factor) : ILinearExtension
    {
        public Tensor Extend(Tensor input, Tensor output, ForwardContext context) => output.Scale(factor);
    }

    private sealed class NormedOutput(float factor) : ISublayerExtension
    {
        public Tensor Addition(SublayerState state, ForwardContext context) =>
            state.Normalize(state.Output).Scale(factor);
    }

    private sealed class ScaledInput(float factor) : ISublayerExtension
    {
        public Tensor Addition(SublayerState state, ForwardContext context) => state.Input.Scale(factor);
    }

    private sealed class FixedPrefix(Tensor keys, Tensor values) : IAttentionExtension, IDisposable
    {
        public int Length => keys.Shape[0];

        public Tensor Keys(ForwardContext context) => keys;

        public Tensor Values(ForwardContext context) => values;

        public void Dispose()
        {
            keys.Dispose();
            values.Dispose();
        }
    }
}
