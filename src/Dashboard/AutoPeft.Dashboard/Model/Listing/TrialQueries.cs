using System.Globalization;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Reads from addresses which trials are wanted.</summary>
internal static class TrialQueries
{
    /// <summary>The query of <c>filter</c>, <c>sort</c>, <c>after</c>, <c>size</c> and <c>columns</c>, which may be repeated or joined by commas.</summary>
    public static TrialQuery Of(IQueryCollection query)
    {
        var asked = new TrialQuery();

        return new()
        {
            Filter = query["filter"].ToString(),
            Sort = query["sort"].ToString() is { Length: > 0 } sort ? sort : asked.Sort,
            After = query["after"].ToString(),
            Size = query["size"].ToString() is { Length: > 0 } size
                ? int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : 0
                : asked.Size,
            Columns = [.. query["columns"].SelectMany(part => part!.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        };
    }
}
