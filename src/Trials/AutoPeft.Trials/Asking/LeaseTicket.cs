using System.Globalization;

namespace AutoPeft.Trials.Asking;

/// <summary>What a remote trainer shows for its trial: the fencing token of its lease, and for how long each sign of life renews it.</summary>
/// <param name="Token">The fencing token.</param>
/// <param name="Duration">How long the lease lasts without a sign of life; 10 seconds to 24 hours, in whole seconds.</param>
public readonly record struct LeaseTicket(long Token, TimeSpan Duration)
{
    /// <summary>The shortest lease.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest lease.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>The ticket of a text; null when it is none.</summary>
    public static LeaseTicket? Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split('.');
        var isTicket = parts.Length == 2
            & long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var token)
            & int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        var duration = TimeSpan.FromSeconds(seconds);

        return isTicket && duration >= Shortest && duration <= Longest ? new(token, duration) : null;
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Token}.{(int)Duration.TotalSeconds}");
}
