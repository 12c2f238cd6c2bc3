namespace AutoPeft.Trials.Transfer;

/// <summary>Sizes of one kind of module along the depth of a model, so that models of any depth and width can be compared.</summary>
public static class DepthProfile
{
    /// <summary>The number of features: equal parts of the depth.</summary>
    public const int Parts = 12;

    private const double Finest = 512; // a size of width / 512 is half way from nothing to the steep part of the logarithm

    /// <summary>The features: [<see cref="Parts"/>], each from 0 (no module) to 1 (as large as the model is wide).</summary>
    /// <remarks>A layer counts in a part as far as it lies in it. Sizes enter as <c>log(1 + 512 size/width) / log 513</c>, since gains shrink with them.</remarks>
    /// <param name="sizes">[layers]: the size in each layer, 0 for none.</param>
    /// <param name="width">The hidden size of the model.</param>
    public static double[] Of(ReadOnlySpan<double> sizes, int width)
    {
        var features = new double[Parts];
        for (var layer = 0; layer < sizes.Length; layer++)
        {
            var size = Math.Log(1 + (Finest * sizes[layer] / width)) / Math.Log(1 + Finest);
            var (from, to) = ((double)layer * Parts / sizes.Length, (layer + 1.0) * Parts / sizes.Length);
            for (var part = (int)from; part < Math.Min(Parts, to); part++)
            {
                features[part] += size * Math.Max(0, Math.Min(to, part + 1) - Math.Max(from, part));
            }
        }

        return features;
    }
}
