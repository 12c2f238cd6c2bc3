using AutoPeft.Tensors.Operations;

namespace AutoPeft.Tensors.Kernels.Reference;

/// <summary>Scaled dot-product attention in double precision, one query at a time, by the definition.</summary>
/// <param name="mask">Which keys are visible.</param>
/// <param name="tokens">T, queries of each sequence, and S, its keys with the prefix.</param>
/// <param name="width">C.</param>
/// <param name="heads">H.</param>
internal sealed class PlainAttention(AttentionMask mask, (int Queries, int Keys) tokens, int width, int heads)
{
    private readonly int _headWidth = width / heads;

    /// <summary>[B, T, C] from query [B, T, C], key and value [B, S, C]. A query that sees no key gives 0.</summary>
    public double[] Apply(double[] query, double[] key, double[] value)
    {
        var result = new double[query.Length];
        for (var b = 0; b < mask.Lengths.Length; b++)
        {
            for (var t = 0; t < tokens.Queries; t++)
            {
                for (var h = 0; h < heads; h++)
                {
                    Attend(query, key, value, result, (b, t, h));
                }
            }
        }

        return result;
    }

    private void Attend(double[] query, double[] key, double[] value, double[] result, (int B, int T, int H) at)
    {
        var start = (((at.B * tokens.Queries) + at.T) * width) + (at.H * _headWidth);
        var visible = Enumerable.Range(0, tokens.Keys).Where(s => Sees(at.B, at.T, s)).ToArray();
        if (visible.Length == 0)
        {
            return;
        }

        var scores = visible.Select(s => Dot(query, start, key, KeyAt(at, s)) / Math.Sqrt(_headWidth)).ToArray();
        var probabilities = PlainRows.Softmax(scores, scores.Length);
        for (var i = 0; i < visible.Length; i++)
        {
            for (var d = 0; d < _headWidth; d++)
            {
                result[start + d] += probabilities[i] * value[KeyAt(at, visible[i]) + d];
            }
        }
    }

    private bool Sees(int sequence, int query, int key) =>
        key < mask.PrefixLength + mask.Lengths[sequence] && (!mask.Causal || key <= mask.PrefixLength + query);

    private int KeyAt((int B, int T, int H) at, int key) => (((at.B * tokens.Keys) + key) * width) + (at.H * _headWidth);

    private double Dot(double[] x, int xStart, double[] y, int yStart)
    {
        var sum = 0.0;
        for (var d = 0; d < _headWidth; d++)
        {
            sum += x[xStart + d] * y[yStart + d];
        }

        return sum;
    }
}
