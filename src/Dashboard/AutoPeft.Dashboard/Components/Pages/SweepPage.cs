using AutoPeft.Dashboard.Model;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>What the pages of a sweep have in common: the sweep of the address, or "not found".</summary>
public abstract class SweepPage : ComponentBase
{
    /// <summary>The sweep's name, from the address.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    internal StudyViews Views { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    /// <summary>The sweep as it is now; null when there is none of this name.</summary>
    protected StudyView? View { get; private set; }

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        View = await Views.FindAsync(Name, Context.RequestAborted);
        if (View is null || !Prepare())
        {
            View = null;
            Navigation.NotFound();
            return;
        }

        await LoadAsync();
    }

    /// <summary>Reads what the page shows besides the sweep.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Computes what the page shows; false when it shows something that does not exist.</summary>
    protected virtual bool Prepare() => true;

    /// <summary>A part of the address's query; empty when it is not there.</summary>
    protected string Query(string key) => Context.Request.Query[key].ToString();
}
