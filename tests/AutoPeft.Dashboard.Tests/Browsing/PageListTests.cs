using System.Text.Json;
using System.Text.RegularExpressions;
using AutoPeft.BrowserKit;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing.Template;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>What holds for every page that there is.</summary>
public sealed partial class PageListTests(SharedBrowser browser)
{
    // Elements that a browser puts in where they may be left out.
    private const string Implied = "tbody";

    // Elements in order of their names, ids that occur twice, forms that cannot be sent without a script, tables of nothing but a head, first headings, and words.
    private const string Read = $$"""
        html => {
          const page = new DOMParser().parseFromString(html, "text/html");
          const ids = [...page.querySelectorAll("[id]")].map(element => element.id);
          return {
            elements: [...page.querySelectorAll("*")].map(element => element.localName.toLowerCase()).filter(name => name !== "{{Implied}}").sort().join(" "),
            twice: ids.filter((id, i) => ids.indexOf(id) !== i).join(" "),
            mute: [...page.forms].filter(form => !form.querySelector("button:not([type=button])")).length,
            bare: [...page.querySelectorAll("table")].filter(table => table.tHead && ![...table.tBodies].some(body => body.rows.length > 0)).length,
            titles: page.querySelectorAll("h1").length,
            words: page.querySelector("main").textContent.trim().length,
          };
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_is_missing_from_the_list_that_the_tests_and_the_pictures_go_through()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var listed = DashboardPages.Of("sample").Select(address => "/" + address.Split('?')[0]).ToArray();

        var pages = dashboard.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!).ToArray();

        Assert.True(pages.Length >= 15);
        Assert.All(pages, page => Assert.True(Array.Exists(listed, address => Fits(page, address)), $"Add {page} to {nameof(DashboardPages)}."));
    }

    [Fact]
    public async Task Every_page_is_sound_without_scripts()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await using var tab = await browser.OpenAsync(new("about:blank"));
        foreach (var address in DashboardPages.Of("sample"))
        {
            using var answer = await dashboard.Client.GetAsync("/" + address, Token);
            var html = await answer.Content.ReadAsStringAsync(Token);
            var found = await tab.Page.EvaluateAsync<JsonElement>(Read, html);
            int Count(string what) => found.GetProperty(what).GetInt32();

            // What the browser understood is what was written: nothing is left open, closed twice or in a place where it may not be.
            Assert.Equal((address, Elements(html)), (address, found.GetProperty("elements").GetString()));
            Assert.Equal((address, string.Empty), (address, found.GetProperty("twice").GetString()));
            Assert.Equal((address, 0), (address, Count("mute")));
            Assert.Equal((address, 0), (address, Count("bare")));
            Assert.Equal((address, 1), (address, Count("titles")));
            Assert.True(Count("words") > 0, address);
        }
    }

    private static bool Fits(string pattern, string address) => new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(address, []);

    private static string Elements(string html) =>
        string.Join(' ', Tag().Matches(html).Select(match => match.Groups[1].Value.ToLowerInvariant()).Where(name => name != Implied).Order(StringComparer.Ordinal));

    [GeneratedRegex("<([a-zA-Z][a-zA-Z0-9]*)")]
    private static partial Regex Tag();
}
