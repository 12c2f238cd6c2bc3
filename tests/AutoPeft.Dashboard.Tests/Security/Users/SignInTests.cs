using System.Net;
using System.Net.Http.Json;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Security.Users;

public sealed class SignInTests
{
    private const string Secret = "correct horse battery";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_signs_in_with_a_password_and_may_do_what_the_role_says()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);

        var answer = await dashboard.SignInAsync("Otto", Secret, "/sweeps/sample", Token);

        Assert.Equal("/sweeps/sample", answer.Headers.Location!.OriginalString);
        Assert.Contains("otto", await dashboard.Client.GetStringAsync("/sweeps/sample", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.PostAsync("/api/v1/studies/sample/pause", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Client.GetAsync("/api/v1/users", Token)).StatusCode);
    }

    [Theory]
    [InlineData("otto", "wrong horse battery")]
    [InlineData("otto", "")]
    [InlineData("nobody", Secret)]
    [InlineData("' or 1=1 --", Secret)]
    public async Task Name_and_password_that_do_not_belong_together_open_nothing_and_all_look_the_same(string name, string password)
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);

        var answer = await dashboard.SignInAsync(name, password, "/", Token);

        Assert.Equal("/login?wrong=1&return=%2F", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith(Sessions.Cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("password")]
    [InlineData("role")]
    [InlineData("remove")]
    public async Task A_session_is_over_when_the_user_is_changed(string change)
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);
        await dashboard.SignInAsync("otto", Secret, "/", Token);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/api/v1/me", Token)).StatusCode);

        Assert.True(await (change switch
        {
            "disable" => dashboard.Users.SetDisabledAsync("otto", true, Token),
            "password" => dashboard.Users.SetPasswordAsync("otto", "another horse battery", Token),
            "role" => dashboard.Users.SetRoleAsync("otto", AccessRole.Viewer, Token),
            _ => dashboard.Users.RemoveAsync("otto", Token),
        }));

        Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.Client.GetAsync("/api/v1/me", Token)).StatusCode);
    }

    [Fact]
    public async Task Who_is_kept_out_does_not_get_in_with_the_right_password()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);
        await dashboard.Users.SetDisabledAsync("otto", true, Token);

        Assert.StartsWith("/login", (await dashboard.SignInAsync("otto", Secret, "/", Token)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_also_for_whoever_has_a_copy_of_the_cookie()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);
        var cookie = (await dashboard.SignInAsync("otto", Secret, "/", Token)).Headers.GetValues("Set-Cookie").Single(item => item.StartsWith(Sessions.Cookie, StringComparison.Ordinal)).Split(';')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await dashboard.TokenOfAsync("/settings", Token))]);

        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(dashboard, cookie));
        await dashboard.Client.PostAsync("/actions/logout", form, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithAsync(dashboard, cookie));
    }

    [Fact]
    public async Task Guessing_a_password_is_slowed_and_the_right_one_has_to_wait_too()
    {
        var time = new ManualTime();
        await using var dashboard = await StartAsync(time);
        await dashboard.Users.AddAsync("otto", AccessRole.Operator, Secret, Token);
        for (var i = 0; i < 6; i++)
        {
            await dashboard.SignInAsync("otto", $"guess number {i} of many", "/", Token);
        }

        Assert.StartsWith("/login?wait=", (await dashboard.SignInAsync("otto", Secret, "/", Token)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("/", (await dashboard.SignInAsync("otto", Secret, "/", Token)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_has_an_account_cannot_guess_those_of_others_for_ever()
    {
        await using var dashboard = await StartAsync(new ManualTime());
        await dashboard.Users.AddAsync("eve", AccessRole.Viewer, Secret, Token);
        var last = string.Empty;
        for (var i = 0; i < 14; i++)
        {
            await dashboard.SignInAsync($"victim{i}", "guess of the day", "/", Token);
            last = (await dashboard.SignInAsync("eve", Secret, "/", Token)).Headers.Location!.OriginalString;
        }

        Assert.StartsWith("/login?wait=", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changes_the_own_password_with_the_current_one_and_stays_signed_in()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("otto", AccessRole.Viewer, Secret, Token);
        await dashboard.SignInAsync("otto", Secret, "/", Token);

        Assert.Equal(HttpStatusCode.BadRequest, (await PutPasswordAsync(dashboard, "wrong", "another horse battery")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutPasswordAsync(dashboard, Secret, "another horse battery")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/api/v1/me", Token)).StatusCode);
        Assert.Equal("/", (await dashboard.SignInAsync("otto", "another horse battery", "/", Token)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_admin_looks_after_users_on_the_settings_page_and_everything_is_written_down_without_passwords()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("root", AccessRole.Admin, Secret, Token);
        await dashboard.SignInAsync("root", Secret, "/", Token);

        await PostAsync(dashboard, "/actions/users", ("name", "Anna"), ("role", "Operator"), ("password", "battery staple 7"));
        Assert.Equal(AccessRole.Operator, (await dashboard.Users.FindAsync("anna", Token))!.Role);
        await PostAsync(dashboard, "/actions/users/anna/change", ("command", "disable"));
        Assert.True((await dashboard.Users.FindAsync("anna", Token))!.IsDisabled);
        await PostAsync(dashboard, "/actions/users/anna/change", ("command", "role"), ("role", "Admin"));
        Assert.Equal(AccessRole.Admin, (await dashboard.Users.FindAsync("anna", Token))!.Role);
        await PostAsync(dashboard, "/actions/users/anna/change", ("command", "remove"));
        Assert.Null(await dashboard.Users.FindAsync("anna", Token));

        var log = await File.ReadAllTextAsync(Path.Combine(dashboard.Folder, "audit.jsonl"), Token);
        Assert.Equal(4, new AuditLog(dashboard.Folder).Latest.Count(entry => entry.Who == "root" && entry.IsDone));
        Assert.DoesNotContain("battery", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("remove")]
    [InlineData("role")]
    public async Task Nobody_shuts_themselves_out(string command)
    {
        await using var dashboard = await StartAsync();
        await dashboard.Users.AddAsync("root", AccessRole.Admin, Secret, Token);
        await dashboard.SignInAsync("root", Secret, "/", Token);

        var answer = await PostAsync(dashboard, "/actions/users/Root/change", ("command", command), ("role", "Viewer"));

        Assert.StartsWith("/refused", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/api/v1/users", Token)).StatusCode);
    }

    [Fact]
    public async Task Users_are_looked_after_through_the_API()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var made = await dashboard.Client.PostAsJsonAsync("/api/v1/users", Body("anna", Secret), Token);
        var refused = await dashboard.Client.PostAsJsonAsync("/api/v1/users", Body("b b", "short"), Token);
        var changed = await dashboard.Client.PatchAsJsonAsync("/api/v1/users/anna", new { role = "operator", isDisabled = true }, Token);
        var list = await dashboard.Client.GetStringAsync("/api/v1/users", Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.NoContent), (made.StatusCode, refused.StatusCode, changed.StatusCode));
        Assert.Contains("""{"name":"anna","role":"Operator","isDisabled":true""", list, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.DeleteAsync("/api/v1/users/anna", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.DeleteAsync("/api/v1/users/anna", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.PatchAsJsonAsync("/api/v1/users/anna", new { role = "admin" }, Token)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_made_on_the_page_is_shown_once_to_its_maker()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var target = (await PostAsync(dashboard, "/actions/keys", ("name", "robot"), ("role", "Operator"))).Headers.Location!.OriginalString;

        Assert.Contains("ap_", await dashboard.Client.GetStringAsync(target, Token), StringComparison.Ordinal);
        Assert.DoesNotContain("ap_", await dashboard.Client.GetStringAsync(target, Token), StringComparison.Ordinal);
        Assert.Contains(dashboard.Keys.Keys, key => key is { Name: "robot", Role: AccessRole.Operator });
    }

    [Fact]
    public async Task A_user_alone_is_enough_to_listen_for_others()
    {
        using var folder = new AutoPeft.TestKit.Files.TemporaryFolder();
        await using var store = new AutoPeft.Trials.Journal.JournalTrialStore(folder.Path, TimeProvider.System);
        var users = new FileUserStore(folder.Path, TimeProvider.System);
        await new UserAccounts(users, TimeProvider.System).AddAsync("root", AccessRole.Admin, Secret, Token);

        await using var host = await DashboardHost.BuildAsync(new("0.0.0.0", 0) { Folder = folder.Path }, store, new() { Users = users }, Token);

        Assert.NotNull(host);
    }

    private static Task<RunningDashboard> StartAsync(TimeProvider? time = null) => RunningDashboard.StartAsync(
        options => options with { AsksAtLoopback = true, Time = time ?? TimeProvider.System }, cancellationToken: Token);

    private static async Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, string address, params (string Name, string Value)[] fields)
    {
        var token = KeyValuePair.Create("__RequestVerificationToken", await dashboard.TokenOfAsync("/settings", Token));
        using var form = new FormUrlEncodedContent([token, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await dashboard.Client.PostAsync(address, form, Token);
    }

    private static Task<HttpResponseMessage> PutPasswordAsync(RunningDashboard dashboard, string current, string password) =>
        dashboard.Client.PutAsJsonAsync("/api/v1/me/password", new { current, password }, Token);

    private static Dictionary<string, string> Body(string name, string password) => new() { ["name"] = name, ["role"] = "viewer", ["password"] = password };

    private static async Task<HttpStatusCode> StatusWithAsync(RunningDashboard dashboard, string cookie)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = dashboard.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request, Token)).StatusCode;
    }
}
