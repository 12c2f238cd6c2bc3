using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Api;

/// <summary>What happened in a study, from the beginning.</summary>
internal static class EventsApi
{
    private const int LargestPage = 1000;

    /// <summary>A page of the history; the stream of events goes on where it ends.</summary>
    public static async Task<IResult> ListAsync(
        string name, IStudyStore store, StudyViews views, CancellationToken cancellationToken, long after = 0, int size = 200)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var last = Math.Min(view.Study.Sequence, Math.Max(after, 0) + Math.Clamp(size, 1, LargestPage));
        var page = ImmutableArray.CreateBuilder<EventDocument>();
        if (last > Math.Max(after, 0))
        {
            // The stream goes on for ever; what is past is all that is wanted.
            await foreach (var item in store.WatchStudyAsync(name, Math.Max(after, 0), cancellationToken))
            {
                page.Add(EventDocument.Of(item));
                if (item.Sequence >= last)
                {
                    break;
                }
            }
        }

        return TypedResults.Ok(new PageDocument<EventDocument>(
            page.ToImmutable(), (int)view.Study.Sequence, last < view.Study.Sequence ? last.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }
}
