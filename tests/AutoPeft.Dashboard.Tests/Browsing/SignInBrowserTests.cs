using AutoPeft.Trials.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Signing in, looking after users and signing out, in a real browser.</summary>
public sealed class SignInBrowserTests(SharedBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_signs_in_adds_a_user_opens_the_forms_for_it_and_signs_out()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        await dashboard.Users.AddAsync("root", AccessRole.Admin, "correct horse battery", Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "login?return=%2Fsettings"));
        var page = tab.Page;

        var login = page.GetByRole(AriaRole.Form, new() { Name = "Name and password" });
        await login.GetByLabel("Name").FillAsync("root");
        await login.GetByLabel("Password").FillAsync("correct horse battery");
        await login.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(dashboard.Address, "settings").AbsoluteUri);

        var add = page.GetByRole(AriaRole.Form, new() { Name = "Add a user" });
        await add.GetByLabel("Name").FillAsync("anna");
        await add.GetByLabel("Role").SelectOptionAsync("Operator");
        await add.GetByLabel("Password").FillAsync("another horse battery");
        await add.GetByRole(AriaRole.Button).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Cell, new() { Name = "anna", Exact = true }) });
        await row.Locator("summary").ClickAsync();
        var role = page.GetByRole(AriaRole.Form, new() { Name = "Role of anna" });
        await role.GetByRole(AriaRole.Combobox).SelectOptionAsync("Viewer");
        await role.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Cell, new() { Name = "Viewer", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out root" }).ClickAsync();
        await Expect(login).ToBeVisibleAsync();

        Assert.Equal(AccessRole.Viewer, (await dashboard.Users.FindAsync("anna", Token))!.Role);
        Assert.Empty(tab.Complaints);
    }
}
