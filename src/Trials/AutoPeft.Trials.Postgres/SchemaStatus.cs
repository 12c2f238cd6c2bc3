using System.Collections.Immutable;

namespace AutoPeft.Trials.Postgres;

/// <summary>How a database's schema compares with the one this program needs.</summary>
/// <param name="Applied">The migrations that the database has, in order.</param>
/// <param name="Missing">Those it lacks: the database is too old.</param>
/// <param name="Unknown">Those this program does not know: the database is too new.</param>
public sealed record SchemaStatus(ImmutableArray<string> Applied, ImmutableArray<string> Missing, ImmutableArray<string> Unknown)
{
    /// <summary>Whether this program can work with it.</summary>
    public bool IsCurrent => Missing.IsEmpty && Unknown.IsEmpty;
}
