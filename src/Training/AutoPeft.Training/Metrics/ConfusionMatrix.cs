namespace AutoPeft.Training.Metrics;

/// <summary>How often each class was predicted for each true class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Counts predictions.</summary>
    /// <param name="predicted">Class numbers, each in [0, <paramref name="classes"/>).</param>
    /// <param name="actual">The true class numbers of the same rows.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <exception cref="ArgumentException">
    /// The two differ in length, are empty, or hold a number outside the range.
    /// </exception>
    public ConfusionMatrix(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (predicted.Length != actual.Length || predicted.IsEmpty)
        {
            throw new ArgumentException($"{predicted.Length} predictions do not fit {actual.Length} rows.", nameof(predicted));
        }

        Classes = classes;
        Total = predicted.Length;
        _counts = new long[classes * classes];
        for (var i = 0; i < predicted.Length; i++)
        {
            if ((uint)predicted[i] >= (uint)classes || (uint)actual[i] >= (uint)classes)
            {
                throw new ArgumentException($"Row {i} has a class outside [0, {classes}).", nameof(predicted));
            }

            _counts[(actual[i] * classes) + predicted[i]]++;
        }
    }

    /// <summary>K, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of rows; at least 1.</summary>
    public long Total { get; }

    /// <summary>The number of rows predicted right.</summary>
    public long Correct => Enumerable.Range(0, Classes).Sum(k => this[k, k]);

    /// <summary>
    /// The number of rows of class <paramref name="actual"/> that were predicted as <paramref name="predicted"/>.
    /// </summary>
    public long this[int actual, int predicted] => _counts[(actual * Classes) + predicted];

    /// <summary>The number of rows of this class.</summary>
    public long Actual(int label) => Enumerable.Range(0, Classes).Sum(k => this[label, k]);

    /// <summary>The number of rows predicted as this class.</summary>
    public long Predicted(int label) => Enumerable.Range(0, Classes).Sum(k => this[k, label]);

    /// <summary>
    /// F1 of one class: <c>2·TP / (2·TP + FP + FN)</c>; 0 when the class neither occurs nor is predicted.
    /// </summary>
    internal double F1(int label)
    {
        var relevant = Actual(label) + Predicted(label); // 2·TP + FP + FN

        return relevant == 0 ? 0 : 2.0 * this[label, label] / relevant;
    }
}
