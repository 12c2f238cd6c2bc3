using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The list of all sweeps.</summary>
public sealed partial class SweepList
{
    private const int Most = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [Inject]
    internal StudyViews Views { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private int Total { get; set; }

    private ImmutableArray<(StudySummary Summary, StudyView? View)> Rows { get; set; } = [];

    private string Search => Context.Request.Query["search"].ToString();

    private string State => Context.Request.Query["state"].ToString();

    private string Sort => Context.Request.Query["sort"].ToString();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var all = await Store.ListStudiesAsync(Context.RequestAborted);
        Total = all.Length;
        var chosen = all.Where(study => study.Name.Contains(Search, StringComparison.OrdinalIgnoreCase)
            && (State.Length == 0 || study.Status.ToString().Equals(State, StringComparison.OrdinalIgnoreCase)));
        var began = Time.GetTimestamp();
        var rows = ImmutableArray.CreateBuilder<(StudySummary, StudyView?)>();
        foreach (var study in Sorted(chosen).Take(Most))
        {
            var left = Patience - Time.GetElapsedTime(began);
            rows.Add((study, study.Fault is not null ? null
                : (await Views.FindWithinAsync(study.Name, left > TimeSpan.Zero ? left : TimeSpan.Zero, Context.RequestAborted)).View));
        }

        Rows = rows.ToImmutable();
    }

    private IEnumerable<StudySummary> Sorted(IEnumerable<StudySummary> studies) => Sort switch
    {
        "name" => studies.OrderBy(study => study.Name, StringComparer.OrdinalIgnoreCase),
        "trials" => studies.OrderByDescending(study => study.Trials),
        "created" => studies.OrderByDescending(study => study.Created),
        _ => studies.OrderByDescending(study => study.Changed),
    };
}
