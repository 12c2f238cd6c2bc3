using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>One sweep: its front, how it came about, and its trials.</summary>
public sealed partial class Sweep
{
    /// <summary>The sweep's name, from the address.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private StudyRecord? Study { get; set; }

    private StudyFront Front { get; set; } = null!;

    private FrontPlot? Plot { get; set; }

    private ImmutableArray<double> History { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Study = await Store.FindStudyAsync(Name, Context.RequestAborted);
        if (Study is null)
        {
            Navigation.NotFound();
            return;
        }

        Front = StudyFront.Of(Study);
        Plot = FrontPlot.Of(Study, Front);
        History = Front.Trials.IsEmpty ? [] : StudyFront.HypervolumeHistory(Study, Front.ReferencePoint);
    }
}
