using System.Collections.Immutable;
using System.Net;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests.Components.Pages;

public sealed class WorkerListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_is_drained_with_the_button_of_its_row_and_then_has_none()
    {
        var worker = new OneWorker();
        await using var dashboard = await RunningDashboard.StartAsync(services: new() { Workers = worker }, cancellationToken: Token);
        Assert.Contains("action=\"actions/workers/gpu%20box/drain\"", await dashboard.Client.GetStringAsync("/workers", Token), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("__RequestVerificationToken", await dashboard.TokenOfAsync("/workers", Token)), KeyValuePair.Create("confirm", "yes")]);
        using var answer = await dashboard.Client.PostAsync("/actions/workers/gpu%20box/drain", form, Token);

        Assert.Equal((HttpStatusCode.Found, "/workers"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.True(worker.IsDraining);
        var page = await dashboard.Client.GetStringAsync("/workers", Token);
        Assert.Contains(">draining</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/drain\"", page, StringComparison.Ordinal);
    }

    private sealed class OneWorker : IWorkerRegistry
    {
        public bool IsDraining { get; private set; }

        public Task<ImmutableArray<WorkerStatus>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<WorkerStatus>>(
            [new("gpu box", null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { IsAlive = true, IsDraining = IsDraining }]);

        public Task<bool> DrainAsync(string worker, CancellationToken cancellationToken) => Task.FromResult(IsDraining = worker == "gpu box");

        public Task<bool> ReportAsync(WorkerStatus worker, TimeSpan validity, CancellationToken cancellationToken) => Task.FromResult(IsDraining);

        public Task LeaveAsync(string worker, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
