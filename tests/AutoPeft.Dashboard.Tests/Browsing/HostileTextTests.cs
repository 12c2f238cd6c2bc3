using System.Net;
using System.Net.Http.Json;
using AutoPeft.BrowserKit;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.Playwright;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Script in every text that people, programs and workers can write, on every page of a real browser.</summary>
public sealed class HostileTextTests(SharedBrowser browser)
{
    private const string Attack = "\"'></textarea></title></script><script>window.attacked=1</script><img src=x onerror=window.attacked=1><svg onload=window.attacked=1>";

    // Writes into every field of a form that takes text, whatever its limits say, and presses its first button; false where there is no such field.
    private const string Fill = """
        ([number, attack]) => {
          const form = document.forms[number];
          const fields = [...form.elements].filter(field => ["text", "search", "url", "password", "textarea"].includes(field.type));
          fields.forEach(field => field.value = attack);
          const button = form.querySelector("button:not([type=button])");
          if (button?.name) {
            form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
          }
          return fields.length > 0;
        }
        """;

    private static readonly string[] Pages =
        [.. DashboardPages.Of("sample"), "sweeps/sample/trials/3", "sweeps/sample/trials/4", "sweeps/sample/compare?trial=3&trial=4", "sweeps/sample/events?before=9"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_runs_what_stands_in_a_text_and_none_asks_the_browser_to()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await PlantAsync(dashboard);
        await using var tab = await browser.OpenAsync(dashboard.Address);
        foreach (var address in Pages)
        {
            await tab.Page.GotoAsync(address);
            Assert.Equal((address, "undefined"), (address, await tab.Page.EvaluateAsync<string>("typeof window.attacked")));
            Assert.Equal((address, 0), (address, await tab.Page.Locator("img[src=x], [onload], [onerror]").CountAsync()));
        }

        // The policy was not even needed: nothing was refused.
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task No_answer_to_a_form_runs_what_was_written_into_its_fields()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await using var tab = await browser.OpenAsync(dashboard.Address);
        var sent = 0;
        foreach (var address in DashboardPages.Of("sample"))
        {
            await tab.Page.GotoAsync(address);
            var forms = await tab.Page.EvaluateAsync<int>("document.forms.length");
            for (var form = 0; form < forms; form++)
            {
                await tab.Page.GotoAsync(address);
                if (await tab.Page.EvaluateAsync<bool>(Fill, new object[] { form, Attack }))
                {
                    await SubmitAsync(tab.Page, form);
                    Assert.Equal((address, form, "undefined"), (address, form, await tab.Page.EvaluateAsync<string>("typeof window.attacked")));
                    sent++;
                }
            }
        }

        Assert.True(sent >= 10, $"{sent} forms");
        Assert.DoesNotContain(tab.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    // Past whatever a script of the page makes of it; returns when the answer is there.
    private static async Task SubmitAsync(IPage page, int form)
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IFrame frame) => committed.TrySetResult();
        page.FrameNavigated += Arrived;
        await page.EvaluateAsync($"setTimeout(() => HTMLFormElement.prototype.submit.call(document.forms[{form}]))");
        await committed.Task.WaitAsync(Token);
        page.FrameNavigated -= Arrived;

        // The page is asked, since the event of its load may have passed before somebody listens.
        await Eventually.IsTrueAsync(() => page.EvaluateAsync<bool>("document.readyState === 'complete'"), "A loaded answer", Token);
    }

    private static async Task PlantAsync(RunningDashboard dashboard)
    {
        var store = dashboard.Store;
        TrialProposal Proposal(long seed) => new(new([KeyValuePair.Create(Attack, ParameterValue.Of(Attack)), KeyValuePair.Create("seed", ParameterValue.Of(seed))]), seed) { Label = Attack };
        await store.EnqueueAsync("sample", [Proposal(1), Proposal(2)], Token);
        foreach (var trial in new[] { 3, 4 })
        {
            var lease = (await store.ClaimAsync(new ClaimRequest(Attack, TimeSpan.FromMinutes(5)) { Study = "sample", Trial = trial }, Token))!.Lease;
            await store.StartAsync(lease, Token);
            await store.MeasureAsync(lease, 1, TrialOutcome.Completed([KeyValuePair.Create(Attack, 0.5)]).Metrics, Token);
            await store.WarnAsync(lease, Attack, Token);
            await store.SaveCheckpointAsync(lease, new(1, Attack), Token);
            var metrics = TrialOutcome.Completed([KeyValuePair.Create(Attack, 0.5), KeyValuePair.Create("accuracy", 0.8), KeyValuePair.Create("trainable_parameters", 10.0)]).Metrics;
            await store.FinishAsync(lease, trial == 3 ? new(TrialState.Failed, Attack) { Metrics = metrics } : new(TrialState.Completed, string.Empty) { Values = [0.8, 10], Metrics = metrics }, Token);
            using var note = JsonContent.Create(new { note = Attack, tags = new[] { "<script>window.attacked=1</script>" }, version = 0 });
            Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.PutAsync($"/api/v1/studies/sample/trials/{trial}/annotation", note, Token)).StatusCode);
        }

        await store.SetStatusAsync("sample", StudyStatus.Paused, Attack, Token);
        await dashboard.Keys.IssueAsync("<script>window.attacked=1</script>", AccessRole.Viewer, Token);
        await dashboard.Client.PostAsync($"/api/v1/studies/{Uri.EscapeDataString(Attack)}/pause", null, Token); // Stands in the audit log.
    }
}
