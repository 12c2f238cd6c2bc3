using System.Globalization;
using AutoPeft.Dashboard.Model.Listing;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Trials side by side, what differs first.</summary>
public sealed partial class CompareTrials
{
    private const int Most = 12;

    private TrialDifferences Differences { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        var numbers = Context.Request.Query["trial"].SelectMany(part => part!.Split(','))
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
        Differences = TrialDifferences.Of(View!, numbers.Take(Most));
        return true;
    }
}
