using System.Security.Claims;
using AutoPeft.Dashboard.Api;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Who may use the dashboard, who is told, and what was changed.</summary>
public sealed partial class Settings
{
    private const int Most = 50;

    private PageDocument<UserAccount> _users = new([], 0, null);
    private PageDocument<AccessKey> _keys = new([], 0, null);
    private PageDocument<Webhook> _hooks = new([], 0, null);
    private PageDocument<AuditEntry> _audit = new([], 0, null);
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
    internal NoticeOutbox Outbox { get; set; } = null!;

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
            _users = Cursor.Page(await Users.ListAsync(Context.RequestAborted), user => user.Name, Query("user"), Most);
            _keys = Cursor.Page(Ring.Keys, key => Cursor.Rising(key.Created, key.Id), Query("key"), Most);
            _hooks = Cursor.Page(Hooks.All, hook => hook.Id, Query("hook"), Most);
            _audit = KeysApi.Audit(Log, Query("change"), Most);
            _issued = Query("issued") is { Length: > 0 } ticket ? Issued.Take(Id, ticket) : null;
        }
    }

    private string Query(string key) => Context.Request.Query[key].ToString();
}
