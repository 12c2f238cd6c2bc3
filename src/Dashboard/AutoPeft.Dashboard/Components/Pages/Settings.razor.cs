using System.Collections.Immutable;
using System.Security.Claims;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Who may use the dashboard, who is told, and what was changed.</summary>
public sealed partial class Settings
{
    private ImmutableArray<UserAccount> _users = [];
    private IssuedKey? _issued;

    [Inject]
    internal DashboardOptions Options { get; set; } = null!;

    [Inject]
    internal UserAccounts Users { get; set; } = null!;

    [Inject]
    internal KeyRing Ring { get; set; } = null!;

    [Inject]
    internal IssuedKeys Issued { get; set; } = null!;

    [Inject]
    internal WebhookBook Hooks { get; set; } = null!;

    [Inject]
    internal AuditLog Log { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private string Id => Context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Context.User.IsInRole(nameof(AccessRole.Admin)))
        {
            _users = await Users.ListAsync(Context.RequestAborted);
            _issued = Context.Request.Query["issued"].ToString() is { Length: > 0 } ticket ? Issued.Take(Id, ticket) : null;
        }
    }
}
