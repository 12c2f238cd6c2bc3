using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The history of a sweep, event by event.</summary>
public sealed partial class EventList
{
    private const int PageSize = 100;

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    private ImmutableArray<StudyEvent> Shown { get; set; } = [];

    private long From => Shown.IsEmpty ? 0 : Shown[^1].Sequence;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var last = long.TryParse(Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? Math.Min(before - 1, View!.Study.Sequence)
            : View!.Study.Sequence;
        var first = Math.Max(1, last - PageSize + 1);
        var events = new List<StudyEvent>();
        if (last >= first)
        {
            // The stream goes on for ever; what is past is all that is wanted.
            await foreach (var item in Store.WatchStudyAsync(Name, first - 1, Context.RequestAborted))
            {
                events.Add(item);
                if (item.Sequence >= last)
                {
                    break;
                }
            }
        }

        events.Reverse();
        Shown = [.. events];
    }
}
