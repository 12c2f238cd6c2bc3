namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Slows down whoever guesses: after some wrong tries at a door, each further one closes it for twice as long. An hour of peace is forgiven.</summary>
/// <param name="time">The clock.</param>
internal sealed class GuessGuard(TimeProvider time)
{
    private const int MostDoors = 10_000;
    private static readonly TimeSpan Forgiven = TimeSpan.FromHours(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<string, (int Wrong, DateTimeOffset Until, DateTimeOffset Last)> _doors = new(StringComparer.Ordinal);

    /// <summary>How long the one has to wait who stands before these doors; zero when a try is free.</summary>
    public TimeSpan WaitOf(params ReadOnlySpan<GuessDoor> doors)
    {
        lock (_changing)
        {
            return LongestWait(doors);
        }
    }

    /// <summary>Counts a try as wrong, until <see cref="Right"/> takes it back: of many tries at the same time only the free ones are looked at.</summary>
    /// <returns>Whether the try may be looked at.</returns>
    public bool Try(params ReadOnlySpan<GuessDoor> doors)
    {
        lock (_changing)
        {
            if (LongestWait(doors) > TimeSpan.Zero)
            {
                return false;
            }

            foreach (var door in doors)
            {
                Count(door);
            }

            return true;
        }
    }

    /// <summary>The one who tried was right: the doors are as if nobody had tried.</summary>
    public void Right(params ReadOnlySpan<GuessDoor> doors)
    {
        lock (_changing)
        {
            foreach (var door in doors)
            {
                _doors.Remove(door.Name);
            }
        }
    }

    private TimeSpan LongestWait(ReadOnlySpan<GuessDoor> doors)
    {
        var now = time.GetUtcNow();
        var longest = TimeSpan.Zero;
        foreach (var door in doors)
        {
            var wait = _doors.TryGetValue(door.Name, out var state) ? state.Until - now : TimeSpan.Zero;
            longest = wait > longest ? wait : longest;
        }

        return longest;
    }

    private void Count(GuessDoor door)
    {
        var now = time.GetUtcNow();
        if (_doors.Count >= MostDoors)
        {
            Forget(now);
        }

        var wrong = _doors.TryGetValue(door.Name, out var state) && now - state.Last < Forgiven ? state.Wrong + 1 : 1;
        var seconds = wrong < door.FreeTries ? 0 : Math.Min(door.LongestWait.TotalSeconds, Math.Pow(2, wrong - door.FreeTries));
        _doors[door.Name] = (wrong, now + TimeSpan.FromSeconds(seconds), now);
    }

    // Keeps those that are waiting, unless there are too many of them.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, _) in _doors.Where(entry => entry.Value.Until < now).ToArray())
        {
            _doors.Remove(name);
        }

        foreach (var (name, _) in _doors.OrderBy(entry => entry.Value.Last).Take(Math.Max(0, _doors.Count - (MostDoors / 2))).ToArray())
        {
            _doors.Remove(name);
        }
    }
}
