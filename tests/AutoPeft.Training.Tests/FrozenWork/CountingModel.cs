using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.Tests.FrozenWork;

/// <summary>Counts how many sequences pass each layer of a model.</summary>
internal sealed class CountingModel(ITransformer model) : ITransformer
{
    private readonly int[] _passes = new int[model.Shape.Layers];

    public ModelShape Shape => model.Shape;

    public ITensorEngine Engine => model.Engine;

    public IReadOnlyList<NamedTensor> Weights => model.Weights;

    /// <summary>The sequences that passed each layer.</summary>
    public IReadOnlyList<int> Passes => _passes;

    /// <summary>The most sequences that were trained together.</summary>
    public int LargestTraining { get; private set; }

    /// <summary>The sequences that fit into memory together while training.</summary>
    public int MostTogether { get; set; } = int.MaxValue;

    /// <summary>How often more were given.</summary>
    public int Refusals { get; private set; }

    /// <summary>Called before each batch.</summary>
    public Action BeforeBatch { get; set; } = () => { };

    public Tensor Encode(TokenBatch batch, ForwardContext context) => RunLayers(Embed(batch, context), .., batch, context);

    public Tensor Embed(TokenBatch batch, ForwardContext context) => model.Embed(batch, context);

    public Tensor RunLayers(Tensor hidden, Range layers, TokenBatch batch, ForwardContext context)
    {
        BeforeBatch();
        if (context.Training && batch.BatchSize > MostTogether)
        {
            Refusals++;
            throw new InsufficientMemoryException($"{batch.BatchSize} sequences do not fit.");
        }

        LargestTraining = context.Training ? Math.Max(LargestTraining, batch.BatchSize) : LargestTraining;
        var (start, count) = layers.GetOffsetAndLength(Shape.Layers);
        for (var layer = start; layer < start + count; layer++)
        {
            Interlocked.Add(ref _passes[layer], batch.BatchSize);
        }

        return model.RunLayers(hidden, layers, batch, context);
    }

    public ITaskHead CreateHead(HeadKind kind, int outputs, RandomKey key, float? dropout = null) =>
        model.CreateHead(kind, outputs, key, dropout);

    public void Dispose() => model.Dispose();
}
