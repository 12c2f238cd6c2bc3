using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Signing in, looking after users and signing out, in a real browser.</summary>
public sealed class SignInBrowserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_signs_in_adds_a_user_opens_the_forms_for_it_and_signs_out()
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        await dashboard.Users.AddAsync("root", AccessRole.Admin, "correct horse battery", Token);
        using var page = await browser.OpenAsync(new(dashboard.Address, "login?return=%2Fsettings"), Token);

        await page.WaitAsync("location.pathname === '/login'", Token);
        await FillAsync(page, "form[aria-label='Name and password']", ("name", "root"), ("password", "correct horse battery"));
        await page.WaitAsync("location.pathname === '/settings' && document.body.innerText.includes('Log out root')", Token);
        await FillAsync(page, "form[aria-label='Add a user']", ("name", "anna"), ("role", "Operator"), ("password", "another horse battery"));
        await page.WaitAsync("[...document.querySelectorAll('td')].some(cell => cell.innerText === 'anna')", Token);
        await FillAsync(page, "form[aria-label='Role of anna']", ("role", "Viewer"));
        await page.WaitAsync("[...document.querySelectorAll('tr')].some(row => row.innerText.includes('anna') && row.innerText.includes('Viewer'))", Token);
        await page.EvaluateAsync("document.querySelector('form[action=\"actions/logout\"] button').click()", Token);
        await page.WaitAsync("location.pathname === '/login'", Token);

        Assert.Equal(AccessRole.Viewer, (await dashboard.Users.FindAsync("anna", Token))!.Role);
        Assert.Empty(page.Complaints);
    }

    private static async Task FillAsync(BrowserPage page, string form, params (string Name, string Value)[] fields)
    {
        await page.WaitAsync($"document.readyState === 'complete' && document.querySelector({BrowserPage.Quote(form)})", Token);
        var values = string.Concat(fields.Select(field => $"form.elements[{BrowserPage.Quote(field.Name)}].value = {BrowserPage.Quote(field.Value)};"));
        await page.EvaluateAsync($"(() => {{ const form = document.querySelector({BrowserPage.Quote(form)}); {values} form.querySelector('button').click(); }})()", Token);
    }
}
