namespace AutoPeft.Trials.Lifecycle;

/// <summary>One line of a list of studies.</summary>
/// <param name="Name">The study's name.</param>
/// <param name="Status">Whether it proposes trials.</param>
/// <param name="Trials">How many trials there are, in any state.</param>
/// <param name="Completed">How many of them are completed.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Changed">When anything happened last.</param>
public sealed record StudySummary(
    string Name, StudyStatus Status, int Trials, int Completed, DateTimeOffset Created, DateTimeOffset Changed)
{
    /// <summary>Why nobody carries it out although its status says so, and how it goes on; null while somebody does, and where the store cannot tell.</summary>
    public string? Interruption { get; init; }

    /// <summary>Why its history cannot be read; null, as it should be, when it can. The numbers are then 0.</summary>
    public string? Fault { get; init; }
}
