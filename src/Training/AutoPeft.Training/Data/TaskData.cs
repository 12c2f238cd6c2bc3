using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Data;

/// <summary>
/// A task's data, read and checked as a whole, with what the search may see kept apart from what it may not.
/// </summary>
/// <param name="Search">Training and validation split.</param>
/// <param name="HeldOut">The test split; null when the task has none.</param>
public sealed record TaskData(SearchData Search, HeldOutData? HeldOut)
{
    /// <summary>Reads every file of a task.</summary>
    /// <exception cref="InvalidInputException">
    /// A setting, a file or a row cannot be used. Lists the faults of all files, of each file the first 20.
    /// </exception>
    public static TaskData Load(TaskDataConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);

        ImmutableArray<Fault> faults = [.. config.Faults("data")];
        return faults.IsEmpty ? new TaskDataLoader(config).Load() : throw new InvalidInputException(faults);
    }
}
