using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Events;

/// <summary>A study as the list of everything that happened in it: the form in which studies move between stores and into backups.</summary>
public static class StudyHistory
{
    /// <summary>What has happened in a study until now, in order. Ends, unlike watching.</summary>
    public static async IAsyncEnumerable<StudyEvent> ReadAsync(
        IStudyStore store, string study, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = (await store.ReadStudyAsync(study, cancellationToken)).Sequence;
        await foreach (var happened in store.WatchStudyAsync(study, 0, cancellationToken))
        {
            yield return happened;
            if (happened.Sequence >= last)
            {
                yield break;
            }
        }
    }

    /// <summary>The history that lines of JSON hold, one event a line.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="source">Where they come from, for faults.</param>
    /// <exception cref="InvalidInputException">A line is no event, or the events cannot have happened in this order.</exception>
    public static ImmutableArray<StudyEvent> Parse(IEnumerable<string> lines, string source)
    {
        var events = ImmutableArray.CreateBuilder<StudyEvent>();
        var fold = new StudyFold();
        foreach (var line in lines)
        {
            try
            {
                events.Add(EventJson.Read(System.Text.Encoding.UTF8.GetBytes(line)));
                fold.Apply(events[^1]);
            }
            catch (Exception fault) when (fault is JsonException or InvalidDataException)
            {
                throw new InvalidInputException(
                    new FaultPlace(source, events.Count + 1), $"This is not a study's history: {fault.Message}", "Use a file that 'autopeft db export' wrote, whole and unchanged.");
            }
        }

        return events.Count > 0 ? events.ToImmutable() : throw new InvalidInputException(
            new FaultPlace(source), "The file is empty.", "Use a file that 'autopeft db export' wrote.");
    }
}
