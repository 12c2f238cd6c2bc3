using AutoPeft.Dashboard.Actions;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Api;

/// <summary>Changes to studies as a whole and to workers.</summary>
internal static class ChangesApi
{
    public static async Task<IResult> EditAsync(string name, StudyEditDocument edit, IStudyStore store, SweepCommands commands)
    {
        var faults = new FaultCollector();
        foreach (var (field, value) in new[] { ("trials", edit.Trials), ("concurrency", edit.Concurrency), ("limit", edit.Limit) }.Where(item => item.Item2 < 1))
        {
            faults.Add(new FaultPlace(field), $"It cannot be {value}.", "Give a whole number from 1.");
        }

        if (edit.Seconds is { } seconds && !(seconds > 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2))
        {
            faults.Add(new FaultPlace("seconds"), "This is no length of time.", "Give a number of seconds above 0.");
        }

        faults.ThrowIfAny();
        if (!await store.ExistsAsync(name, CancellationToken.None))
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        await commands.EditAsync(
            name,
            new StudyEdit
            {
                Trials = edit.Trials,
                Time = edit.Seconds is { } time ? TimeSpan.FromSeconds(time) : null,
                Concurrency = edit.Concurrency,
                Priority = edit.Priority,
                RunningLimit = edit.Limit,
            },
            CancellationToken.None);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> DeleteAsync(string name, IStudyStore store, SweepCommands commands)
    {
        if (!await store.ExistsAsync(name, CancellationToken.None))
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        await commands.DeleteAsync(name, CancellationToken.None);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> DrainAsync(string name, DashboardServices services, CancellationToken cancellationToken) =>
        services.Workers is { } workers && await workers.DrainAsync(name, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound($"There is no worker '{name}'.");
}
