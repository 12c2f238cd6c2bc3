using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>The attention of one head over one sequence, a block of queries at a time so that the scores stay in the cache.</summary>
/// <param name="engine">Whose kernels and pool are used.</param>
/// <param name="layout">The sizes.</param>
/// <param name="from">The operands.</param>
/// <param name="sequence">Which sequence.</param>
/// <param name="head">Which head.</param>
internal readonly unsafe ref struct AttentionHead(
    ManagedEngine engine, AttentionLayout layout, AttentionBuffers from, int sequence, int head)
{
    private const int QueryBlock = 128;
    private const int ShortSequence = 64; // tokens; all products of a head of so many lie in the first-level cache

    private readonly int _queryStart = layout.Start(sequence, head, layout.Queries);
    private readonly int _keyStart = layout.Start(sequence, head, layout.Keys);
    private readonly int _visible = layout.VisibleKeys(sequence);

    // Rows of scores are whole tiles, so that tiles are stored where they belong.
    private readonly int _stride = MatrixPacker.PackedSize(1, layout.VisibleKeys(sequence), engine.SmallMatrices.Width);
    private readonly bool _isShort = Math.Max(layout.Queries, layout.VisibleKeys(sequence)) <= ShortSequence
        && layout.HeadWidth % engine.SmallMatrices.Width == 0;

    private int BlockSize => Math.Min(QueryBlock, layout.Queries) * _stride;

    /// <summary>Room for the scores of a block of queries, and behind them for keys or values as columns.</summary>
    private int ScratchSize => BlockSize + (_isShort ? engine.SmallMatrices.ScratchSize(layout.HeadWidth, _visible) : 0);

    /// <summary>Writes this head's columns of the result, and the statistics of the softmax.</summary>
    public void Forward(TensorBuffer result)
    {
        using var scores = engine.Pool.Rent(ScratchSize);
        fixed (float* q = from.Query.Span, k = from.Key.Span, v = from.Value.Span, p = scores.Span, y = result.Span)
        {
            for (var first = 0; first < layout.Queries; first += QueryBlock)
            {
                var count = Math.Min(QueryBlock, layout.Queries - first);
                Scores(q, k, p, first, count);
                engine.Kernels.Softmax.Softmax(scores.Span, layout.Rows(sequence, first, count, _stride), Statistics(first, count));
                MultiplyByRows(p, v + _keyStart, y + QueryAt(first), count);
            }
        }
    }

    /// <summary>Writes this head's columns of the gradients that are wanted.</summary>
    public void Backward(TensorBuffer dy, in AttentionGradients to)
    {
        ClearHidden(to.Key);
        ClearHidden(to.Value);
        using var probabilities = engine.Pool.Rent(ScratchSize);
        using var gradients = engine.Pool.Rent(ScratchSize);
        for (var first = 0; first < layout.Queries; first += QueryBlock)
        {
            BackwardBlock((dy, probabilities, gradients), to, first, Math.Min(QueryBlock, layout.Queries - first));
        }
    }

    private void BackwardBlock(
        (TensorBuffer Dy, TensorBuffer P, TensorBuffer Dp) work, in AttentionGradients to, int first, int count)
    {
        var rows = layout.Rows(sequence, first, count, _stride);
        fixed (float* q = from.Query.Span, k = from.Key.Span, v = from.Value.Span, dy = work.Dy.Span)
        fixed (float* p = work.P.Span, dp = work.Dp.Span, dq = Span(to.Query), dk = Span(to.Key), dv = Span(to.Value))
        {
            Scores(q, k, p, first, count);
            engine.Kernels.Softmax.SoftmaxAgain(work.P.Span, rows, Statistics(first, count));
            if (dv is not null)
            {
                AddTransposed(p, dy + QueryAt(first), dv + _keyStart, first, count); // dV += Pᵀ · dY
            }

            if (dq is null && dk is null)
            {
                return;
            }

            Products(dy + QueryAt(first), v + _keyStart, dp, count); // dP = dY · Vᵀ
            engine.Kernels.Softmax.Gradient(work.P.Span, work.Dp.Span, rows);
            if (dq is not null)
            {
                MultiplyByRows(dp, k + _keyStart, dq + QueryAt(first), count); // dQ = dS · K
            }

            if (dk is not null)
            {
                AddTransposed(dp, q + QueryAt(first), dk + _keyStart, first, count); // dK += dSᵀ · Q
            }
        }
    }

    private int QueryAt(int first) => _queryStart + (first * layout.Width);

    private Span<float> Statistics(int first, int count) =>
        from.Statistics.Slice(2 * ((((sequence * layout.Heads) + head) * layout.Queries) + first), 2 * count);

    private void Scores(float* q, float* k, float* scores, int first, int count) =>
        Products(q + QueryAt(first), k + _keyStart, scores, count);

    /// <summary>[count, D] · [visible, D]ᵀ → [count, visible].</summary>
    private void Products(float* left, float* right, float* result, int count) =>
        Multiply(result + BlockSize, new ProductArguments
        {
            Rows = count,
            Columns = _visible,
            Depth = layout.HeadWidth,
            A = MatrixView.RowMajor(left, layout.Width),
            B = MatrixView.RowMajor(right, layout.Width).Transposed,
            C = result,
            CStride = _stride,
        });

    /// <summary>[count, visible] · [visible, D] → [count, D].</summary>
    private void MultiplyByRows(float* left, float* right, float* result, int count) =>
        Multiply(scratch: null, new ProductArguments
        {
            Rows = count,
            Columns = layout.HeadWidth,
            Depth = _visible,
            A = MatrixView.RowMajor(left, _stride),
            B = MatrixView.RowMajor(right, layout.Width),
            C = result,
            CStride = layout.Width,
        });

    /// <summary>[count, visible]ᵀ · [count, D] → [visible, D], added to what earlier blocks of queries gave.</summary>
    private void AddTransposed(float* left, float* right, float* result, int first, int count) =>
        Multiply(scratch: null, new ProductArguments
        {
            Rows = _visible,
            Columns = layout.HeadWidth,
            Depth = count,
            A = MatrixView.RowMajor(left, _stride).Transposed,
            B = MatrixView.RowMajor(right, layout.Width),
            C = result,
            CStride = layout.Width,
            Accumulate = first > 0,
        });

    private void Multiply(float* scratch, in ProductArguments product)
    {
        if (_isShort)
        {
            engine.SmallMatrices.Multiply(product, scratch);
        }
        else
        {
            engine.Matrices.MultiplyAlone(product);
        }
    }

    /// <summary>Padding gets no gradient.</summary>
    private void ClearHidden(TensorBuffer? gradient)
    {
        for (var key = layout.Queries == 0 ? 0 : _visible; gradient is not null && key < layout.Keys; key++)
        {
            gradient.Slice(_keyStart + (key * layout.Width), layout.HeadWidth).Clear();
        }
    }

    private static Span<float> Span(TensorBuffer? buffer) => buffer is null ? default : buffer.Span;
}
