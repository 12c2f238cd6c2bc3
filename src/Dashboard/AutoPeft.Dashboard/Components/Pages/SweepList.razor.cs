using System.Collections.Immutable;
using AutoPeft.Dashboard.Components.Controls;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
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

    private PageDocument<StudySummary> Page { get; set; } = new([], 0, null);

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
            && (State.Length == 0 || StudyState.WordOf(study.Status, study.Interruption).Equals(State, StringComparison.OrdinalIgnoreCase)));
        Page = Cursor.Page([.. chosen], KeyOf, Context.Request.Query["after"].ToString(), Most);
        var began = Time.GetTimestamp();
        var rows = ImmutableArray.CreateBuilder<(StudySummary, StudyView?)>();
        foreach (var study in Page.Items)
        {
            var left = Patience - Time.GetElapsedTime(began);
            rows.Add((study, study.Fault is not null ? null
                : (await Views.FindWithinAsync(study.Name, left > TimeSpan.Zero ? left : TimeSpan.Zero, Context.RequestAborted)).View));
        }

        Rows = rows.ToImmutable();
    }

    private string KeyOf(StudySummary study) => Sort switch
    {
        "name" => $"{study.Name.ToUpperInvariant()} {study.Name}",
        "trials" => Cursor.Falling(study.Trials, study.Name),
        "created" => Cursor.Falling(study.Created, study.Name),
        _ => Cursor.Falling(study.Changed, study.Name),
    };
}
