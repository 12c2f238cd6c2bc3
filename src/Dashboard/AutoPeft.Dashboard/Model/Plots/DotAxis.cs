using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>An axis with places in [0, 1] and texts at some of them.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Ticks">The places with their texts.</param>
public sealed record DotAxis(string Name, ImmutableArray<(double Place, string Text)> Ticks)
{
    /// <summary>Up to how many levels each has its own place and text.</summary>
    internal const int MostLevels = 9;

    private const double Margin = 0.04;

    /// <summary>The axis of a parameter: as its scale has it, the levels of a list evenly spaced.</summary>
    internal static DotAxis Of(ParameterDomain domain) => new(
        domain.Name.Replace('_', ' '),
        [.. (domain.LevelCount is { } count and <= MostLevels ? domain.Levels() : Enumerable.Range(0, 5).Select(i => domain.FromUnit(i / 4.0)))
            .Select(value => (Place(domain, value), TextOf(value)))]);

    /// <summary>The axis of an objective.</summary>
    internal static DotAxis Of(PlotAxis axis) => new(axis.Name, [.. axis.Ticks]);

    /// <summary>Where a value of a parameter lies, a little away from the edges.</summary>
    internal static double Place(ParameterDomain domain, ParameterValue value) => Margin + ((1 - (2 * Margin)) * domain.ToUnit(value));

    /// <summary>A value of a parameter, in few letters.</summary>
    internal static string TextOf(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Number => value.AsNumber != 0 && Math.Abs(value.AsNumber) is < 1e-3 or >= 1e6
            ? value.AsNumber.ToString("0.#E+0", System.Globalization.CultureInfo.InvariantCulture)
            : Numbers.Tick(Math.Round(value.AsNumber, 4)),
        ParameterValueKind.Flag => value.AsFlag ? "on" : "off",
        _ => value.ToString(),
    };
}
