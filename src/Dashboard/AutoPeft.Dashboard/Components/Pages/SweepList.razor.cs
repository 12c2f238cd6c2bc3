using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The list of all sweeps.</summary>
public sealed partial class SweepList
{
    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private ImmutableArray<StudySummary> Studies { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        Studies = [.. (await Store.ListStudiesAsync(Context.RequestAborted)).OrderByDescending(study => study.Changed)];
}
