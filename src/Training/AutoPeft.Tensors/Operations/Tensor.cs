using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>A dense array of 32-bit floats with the operations that models and PEFT modules are written in.</summary>
/// <remarks>
/// One class per engine implements it; a model is written once against this class. Operations are differentiable: the result
/// remembers how it came about if any operand requires a gradient and gradients are on (see
/// <see cref="Engines.ITensorEngine.NoGradient"/>), and <see cref="Backward"/> fills <see cref="Gradient"/> of every leaf that
/// requires one. Results live until the enclosing <see cref="Engines.ITensorEngine.StepScope"/> ends; leaves live until disposed.
/// Operands must belong to the same engine. Every operation throws <see cref="ShapeMismatchException"/> when shapes do not fit.
/// Letters: B batch, T tokens, S keys, C channels, H heads, V vocabulary.
/// </remarks>
public abstract class Tensor : IDisposable
{
    /// <summary>The extent along each axis.</summary>
    public abstract Shape Shape { get; }

    /// <summary>Whether <see cref="Backward"/> computes a gradient for this tensor.</summary>
    public abstract bool RequiresGradient { get; }

    /// <summary>The accumulated gradient of a leaf, of the same shape; null before the first <see cref="Backward"/>.</summary>
    public abstract Tensor? Gradient { get; }

    /// <summary>Copies the elements, row-major. <paramref name="destination"/> has exactly <c>Shape.Count</c> elements.</summary>
    public abstract void CopyTo(Span<float> destination);

    /// <summary>Overwrites the elements of a leaf, row-major, outside of any gradient.</summary>
    public abstract void CopyFrom(ReadOnlySpan<float> source);

    /// <summary>The elements as a new array, row-major.</summary>
    public float[] ToArray()
    {
        var values = new float[Shape.Count];
        CopyTo(values);
        return values;
    }

    /// <summary>The only element of a tensor with one element.</summary>
    public abstract float Item();

    /// <summary><c>x · Wᵀ + b</c>: [.., in] → [.., out]. <paramref name="weight"/> is [out, in], <paramref name="bias"/> [out].</summary>
    public abstract Tensor Linear(Tensor weight, Tensor? bias = null);

    /// <summary>Matrix product [M, K] · [K, N] → [M, N].</summary>
    public abstract Tensor MatrixProduct(Tensor right);

    /// <summary>Swaps the two axes of a matrix: [M, N] → [N, M].</summary>
    public abstract Tensor Transpose();

    /// <summary>Element-wise sum. <paramref name="other"/> has the same shape, or is a trailing part of it (broadcast over the rest).</summary>
    public abstract Tensor Add(Tensor other);

    /// <summary>Element-wise product, broadcast as in <see cref="Add"/>.</summary>
    public abstract Tensor Multiply(Tensor other);

    /// <summary>Every element times a constant.</summary>
    public abstract Tensor Scale(float factor);

    /// <summary><c>max(x, 0)</c>.</summary>
    public abstract Tensor Relu();

    /// <summary>Gaussian error linear unit, exact: <c>x · Φ(x)</c> (Hendrycks and Gimpel 2016).</summary>
    public abstract Tensor Gelu();

    /// <summary>The tanh approximation of <see cref="Gelu"/>, <c>0.5x(1 + tanh(√(2/π)(x + 0.044715x³)))</c>.</summary>
    public abstract Tensor GeluTanh();

    /// <summary>Hyperbolic tangent.</summary>
    public abstract Tensor Tanh();

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public abstract Tensor Sigmoid();

    /// <summary><c>x · sigmoid(x)</c>, also called swish.</summary>
    public abstract Tensor Silu();

    /// <summary>Softmax over the innermost axis.</summary>
    public abstract Tensor Softmax();

    /// <summary>Normalises the innermost axis to mean 0 and variance 1, then <c>· weight + bias</c>, both [C] (Ba et al. 2016).</summary>
    public abstract Tensor LayerNorm(Tensor weight, Tensor bias, float epsilon);

    /// <summary>Divides by the root mean square of the innermost axis, then <c>· weight</c>, [C] (Zhang and Sennrich 2019).</summary>
    public abstract Tensor RmsNorm(Tensor weight, float epsilon);

    /// <summary>Scaled dot-product attention over heads: this is the query, [B, T, C] → [B, T, C].</summary>
    /// <param name="key">[B, S, C], with S = prefix + T under a causal mask; any S from the prefix on without, for queries of some tokens only.</param>
    /// <param name="value">[B, S, C].</param>
    /// <param name="mask">Which keys are visible.</param>
    /// <param name="heads">H; must divide C. Scores are scaled by 1/√(C/H).</param>
    public abstract Tensor Attention(Tensor key, Tensor value, AttentionMask mask, int heads);

    /// <summary>
    /// Rotary position embeddings of every head, [B, T, H · D] → the same: the pair (i, i + D/2) at position t turns by its angle.
    /// </summary>
    /// <param name="angles">For all positions; its pairs tell D, which divides the width.</param>
    /// <param name="positions">The position of every row, [B · T]; default 0 to T − 1 in each sequence.</param>
    public abstract Tensor Rotate(RotaryAngles angles, ImmutableArray<int> positions = default);

    /// <summary>
    /// Every head several times in a row, [.., G · D] → [.., G · times · D]: keys and values of grouped-query attention.
    /// </summary>
    /// <param name="heads">G; divides the width.</param>
    /// <param name="times">At least 1.</param>
    public abstract Tensor RepeatHeads(int heads, int times);

    /// <summary>Puts <paramref name="prefix"/>, [L, C], in front of every sequence: [B, T, C] → [B, L + T, C].</summary>
    public abstract Tensor Prepend(Tensor prefix);

    /// <summary>Rows of this table, [V, C], by number: → [..<paramref name="shape"/>, C]. Each id lies in [0, V).</summary>
    public abstract Tensor Gather(ReadOnlySpan<int> ids, Shape shape);

    /// <summary>The vector at one position of every sequence: [B, T, C] → [B, C].</summary>
    public abstract Tensor SelectToken(int position);

    /// <summary>The mean over the first <paramref name="lengths"/>[b] tokens of every sequence: [B, T, C] → [B, C].</summary>
    public abstract Tensor MeanOverTokens(ReadOnlySpan<int> lengths);

    /// <summary>The same elements in another shape of equal count.</summary>
    public abstract Tensor Reshape(Shape shape);

    /// <summary>Columns <paramref name="start"/> to start + count of the innermost axis.</summary>
    public abstract Tensor SliceLast(int start, int count);

    /// <summary>Some of the parts along the outermost axis: [N, ..] → [<paramref name="count"/>, ..], <paramref name="start"/> the first.</summary>
    public abstract Tensor SliceFirst(int start, int count);

    /// <summary>This tensor and others behind it along the outermost axis, in which alone they may differ: [N, ..], [M, ..] → [N + M, ..].</summary>
    public abstract Tensor Concatenate(params ReadOnlySpan<Tensor> others);

    /// <summary>Zeroes each element with this probability and scales the others by 1/(1 − fraction); element i uses draw i of the key.</summary>
    /// <param name="fraction">In [0, 1); 0 returns this tensor.</param>
    /// <param name="key">The source of the mask. Equal keys give equal masks, on every engine.</param>
    public abstract Tensor Dropout(float fraction, RandomKey key);

    /// <summary>Mean cross entropy of logits, [N, K], against class numbers, in nats: a scalar.</summary>
    /// <param name="targets">[N], each in [0, K), or −1 for a row that does not count.</param>
    /// <param name="classWeights">[K] or empty for 1 each; the mean is weighted as in PyTorch.</param>
    public abstract Tensor CrossEntropy(ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights = default);

    /// <summary>Mean squared difference from a constant of the same count: a scalar.</summary>
    public abstract Tensor MeanSquaredError(ReadOnlySpan<float> targets);

    /// <summary>The sum of all elements: a scalar.</summary>
    public abstract Tensor Sum();

    /// <summary>Computes the gradient of this scalar with respect to every leaf that requires one, adding to what is there.</summary>
    public abstract void Backward();

    /// <summary>Forgets the gradient of a leaf.</summary>
    public abstract void ClearGradient();

    /// <summary>The sum of squares of the gradient of a leaf, in double precision; 0 when there is none.</summary>
    public abstract double GradientSquaredNorm();

    /// <summary>Updates this leaf and its two moments (leaves of the same shape, zero at first) in place by one AdamW step.</summary>
    public abstract void ApplyAdamW(Tensor firstMoment, Tensor secondMoment, in AdamWStep step);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the engine holds for this tensor.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
