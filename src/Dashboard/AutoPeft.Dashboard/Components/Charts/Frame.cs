using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Components.Charts;

/// <summary>Where the axes of every chart lie in its picture.</summary>
internal static class Frame
{
    public const double Left = 62;
    public const double Right = 550;
    public const double Top = 12;
    public const double Bottom = 290;

    /// <summary>A place in [0, 1] across.</summary>
    public static string X(double place) => Numbers.Place(Left + ((Right - Left) * place));

    /// <summary>A place in [0, 1] upwards.</summary>
    public static string Y(double place) => Numbers.Place(Bottom - ((Bottom - Top) * place));
}
