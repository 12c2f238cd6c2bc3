using System.Globalization;

namespace AutoPeft.Cli.Hosting;

/// <summary>A clock that is wrong by a constant, for tests of processes whose machines disagree about the time.</summary>
/// <param name="offset">By how much it is fast.</param>
internal sealed class ShiftedTime(TimeSpan offset) : TimeProvider
{
    /// <summary>The variable that says by how many seconds the clock of this process is fast.</summary>
    public const string Variable = "AUTOPEFT_CLOCK_OFFSET";

    /// <summary>The clock of this process: the system's unless the variable says otherwise.</summary>
    public static TimeProvider FromEnvironment() =>
        double.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? new ShiftedTime(TimeSpan.FromSeconds(seconds))
            : System;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
