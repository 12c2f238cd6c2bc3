using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Dashboard.Guests;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard;

/// <summary>What a host offers besides the store. Pages whose service is missing say so.</summary>
public sealed record DashboardServices
{
    /// <summary>Tells what models are made of, for checking new studies; null when the host cannot.</summary>
    public IModelDescriber? Models { get; init; }

    /// <summary>Exports trials; null when the host cannot.</summary>
    public IRecipeSource? Recipes { get; init; }

    /// <summary>Knows where the files of trials are; null when the host does not.</summary>
    public ITrialFiles? Files { get; init; }

    /// <summary>Knows the workers of a store that many processes share; null for a store of one process.</summary>
    public IWorkerRegistry? Workers { get; init; }

    /// <summary>Keeps those who sign in with a password; null for a file in the dashboard's folder.</summary>
    public IUserStore? Users { get; init; }

    /// <summary>Opens a store for one change and no longer, where a store allows one writing process at a time; null changes things in the store that is shown.</summary>
    public Func<ITrialStore>? NewWriter { get; init; }

    /// <summary>Pages of libraries to show below paths of the dashboard. Default none.</summary>
    public IReadOnlyList<GuestPages> Guests { get; init; } = [];
}
