using System.Globalization;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Whether a trial goes on.</summary>
/// <param name="IsPruned">Whether it is stopped.</param>
/// <param name="Reason">Why, for the person reading; empty for a trial that goes on.</param>
public sealed record PruneDecision(bool IsPruned, string Reason)
{
    /// <summary>It goes on.</summary>
    public static PruneDecision GoOn { get; } = new(false, string.Empty);

    /// <summary>Keeps a trial when it is among the best of those that reached a rung.</summary>
    /// <param name="rung">The rung.</param>
    /// <param name="rank">How many are better.</param>
    /// <param name="count">How many reached it, the trial included.</param>
    /// <param name="settings">One in how many goes on, rounded up, and what fidelities count.</param>
    public static PruneDecision AtRung(Rung rung, int rank, int count, PrunerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rung);
        ArgumentNullException.ThrowIfNull(settings);

        var kept = (count + settings.Reduction - 1) / settings.Reduction;
        return rank < kept ? GoOn : new(true, string.Create(
            CultureInfo.InvariantCulture,
            $"Rank {rank + 1} of {count} at rung {rung.Index} ({rung.Fidelity.In(settings.Unit)}), where the best {kept} went on."));
    }
}
