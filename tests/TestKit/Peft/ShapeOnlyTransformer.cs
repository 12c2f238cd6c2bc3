using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.TestKit.Peft;

/// <summary>A model of any shape to build modules on; its weights are all one, and it cannot compute.</summary>
/// <param name="shape">Its shape.</param>
/// <param name="engine">Where tensors live.</param>
public sealed class ShapeOnlyTransformer(ModelShape shape, ITensorEngine engine) : ITransformer
{
    private readonly Lazy<NamedTensor[]> _weights = new(() =>
    [
        .. shape.Modules.Select(module => Weight(module, engine)),
        .. shape.Norms.SelectMany(norm => NormWeights(norm, engine)),
    ]);

    /// <inheritdoc/>
    public ModelShape Shape => shape;

    /// <inheritdoc/>
    public ITensorEngine Engine => engine;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> Weights => _weights.Value;

    /// <inheritdoc/>
    public Tensor Encode(TokenBatch batch, ForwardContext context) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Tensor Embed(TokenBatch batch, ForwardContext context) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Tensor RunLayers(Tensor hidden, Range layers, TokenBatch batch, ForwardContext context) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ITaskHead CreateHead(HeadKind kind, int outputs, RandomKey key, float? dropout = null) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_weights.IsValueCreated)
        {
            foreach (var weight in _weights.Value)
            {
                weight.Tensor.Dispose();
            }
        }
    }

    private static IEnumerable<NamedTensor> NormWeights(NormShape norm, ITensorEngine engine) =>
        (norm.HasBias ? (string[])[".weight", ".bias"] : [".weight"])
            .Select(part => new NamedTensor(norm.Path + part, engine.Constant(new float[norm.Size], new(norm.Size))));

    private static NamedTensor Weight(ModuleShape module, ITensorEngine engine)
    {
        var ones = new float[module.OutputSize * module.InputSize];
        Array.Fill(ones, 1);

        return new(module.Path + ".weight", engine.Constant(ones, new(module.OutputSize, module.InputSize)));
    }
}
