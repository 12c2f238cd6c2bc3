using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The fronts of several sweeps, one over the other.</summary>
public sealed partial class CompareSweeps
{
    private const int Most = 6;

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [Inject]
    internal StudyViews Views { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private ImmutableArray<string> Names { get; set; } = [];

    private ImmutableArray<string> Chosen { get; set; } = [];

    private List<string> Refused { get; } = [];

    private SweepComparison? Comparison { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Names = [.. (await Store.ListStudiesAsync(Context.RequestAborted)).Where(study => study.Fault is null).Select(study => study.Name)];
        Chosen = [.. Context.Request.Query["sweep"].OfType<string>().Distinct().Take(Most)];
        var views = new List<StudyView>();
        foreach (var name in Chosen)
        {
            if (await Views.FindAsync(name, Context.RequestAborted) is not { } view)
            {
                Refused.Add($"There is no sweep '{name}'.");
            }
            else if (views.Count > 0 && !SweepComparison.IsComparable(views[0], view))
            {
                Refused.Add($"'{name}' has other objectives than '{views[0].Study.Header.Name}'.");
            }
            else
            {
                views.Add(view);
            }
        }

        Comparison = views.Count > 1 ? SweepComparison.Of(views) : null;
    }
}
