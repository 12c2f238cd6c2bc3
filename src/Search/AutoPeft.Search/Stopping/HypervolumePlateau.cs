using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Stopping;

/// <summary>The rule that a search is over when its last trials hardly enlarged the dominated hypervolume.</summary>
/// <remarks>
/// With <c>h(n)</c> the hypervolume after n trials, all to one reference point: stop after n ≥ 2w trials when
/// <c>h(n) − h(n−w) &lt; g · h(n)</c>. Trials that failed or were stopped count as trials that gained nothing.
/// </remarks>
/// <param name="Window">w, how many of the last trials are looked at. At least 1.</param>
/// <param name="Gain">g, the least share of the hypervolume that they must have gained, in (0, 1).</param>
public sealed record HypervolumePlateau(int Window, double Gain)
{
    /// <summary>The share of the hypervolume that the last trials gained; null while there are too few trials to say.</summary>
    /// <param name="losses">For each trial that ended, in order, its losses; null for one without values.</param>
    /// <param name="reference">[objectives]; null: inferred from all of them.</param>
    public double? LastGain(IReadOnlyList<double[]?> losses, double[]? reference = null)
    {
        ArgumentNullException.ThrowIfNull(losses);

        var all = losses.OfType<double[]>().ToArray();
        if (losses.Count < 2 * Window || all.Length == 0)
        {
            return null;
        }

        reference ??= ReferencePoint.Infer(all);
        var now = Hypervolume.Of(all, reference);
        var before = Hypervolume.Of([.. losses.Take(losses.Count - Window).OfType<double[]>()], reference);
        return now > 0 ? (now - before) / now : 0;
    }
}
