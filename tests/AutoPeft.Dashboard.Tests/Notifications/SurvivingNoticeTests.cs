using System.Collections.Concurrent;
using System.Diagnostics;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoPeft.Dashboard.Tests.Notifications;

/// <summary>A dashboard in a process of its own, which is killed while nobody takes its notices.</summary>
public sealed class SurvivingNoticeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_that_nobody_took_before_the_dashboard_was_killed_is_told_by_the_next_one()
    {
        using var folder = new TemporaryFolder();
        var (refused, taken) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var isOpen = false;
        await using var receiver = await ReceiverAsync(delivery =>
        {
            (Volatile.Read(ref isOpen) ? taken : refused).Add(delivery);
            return Volatile.Read(ref isOpen);
        });
        new WebhookBook(folder.File(".dashboard")).Add($"{receiver.Urls.First()}/hook", "0123456789abcdef");
        await using var store = new JournalTrialStore(folder.Path, TimeProvider.System);
        await store.CreateStudyAsync(SampleStudies.Header(), Token);

        using (var first = Start(folder))
        {
            await ChangeUntilAsync(store, () => !refused.IsEmpty);
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync(Token);
        }

        var lost = refused.ToHashSet();
        Volatile.Write(ref isOpen, true);
        using var second = Start(folder);
        try
        {
            await Eventually.IsTrueAsync(() => lost.IsSubsetOf(taken), "The notices of the dashboard that was killed", Token);
            await Eventually.IsTrueAsync(() => new NoticeOutbox(folder.File(".dashboard")).All.IsEmpty, "An empty outbox", Token);
        }
        finally
        {
            second.Kill(entireProcessTree: true);
            await second.WaitForExitAsync(Token);
        }
    }

    // What held before the dashboard looked first is no news: then the next end of the study is.
    private static Task ChangeUntilAsync(JournalTrialStore store, Func<bool> isTold) => Eventually.IsTrueAsync(
        async () =>
        {
            await store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
            await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Token);
            await store.SetStatusAsync("sample", StudyStatus.Finished, "The budget is spent.", Token);
            await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Token);
            return isTold();
        },
        "A first try",
        Token);

    private static Process Start(TemporaryFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "AutoPeft.Dashboard.dll"), "--data", folder.Path, "--port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<WebApplication> ReceiverAsync(Func<string, bool> take)
    {
        var receiver = WebApplication.CreateSlimBuilder().Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/hook", (HttpRequest request) => take(request.Headers["X-AutoPEFT-Delivery"].ToString()) ? Results.Ok() : Results.StatusCode(503));
        await receiver.StartAsync(Token);
        return receiver;
    }
}
