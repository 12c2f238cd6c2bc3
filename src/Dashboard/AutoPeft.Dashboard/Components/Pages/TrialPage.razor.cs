using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>One trial: what was tried, what was measured, and who tried it.</summary>
public sealed partial class TrialPage
{
    /// <summary>The sweep's name, from the address.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    /// <summary>The trial's number, from the address.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private Trial? Trial { get; set; }

    private IEnumerable<IGrouping<string, Measurement>> Curves =>
        Trial!.Measurements.Where(measurement => double.IsFinite(measurement.Value))
            .GroupBy(measurement => measurement.Metric)
            .Where(group => group.Count() > 1);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var trials = (await Store.FindStudyAsync(Name, Context.RequestAborted))?.Trials ?? [];
        Trial = Number < trials.Length ? trials[Number] : null;
        if (Trial is null)
        {
            Navigation.NotFound();
        }
    }
}
