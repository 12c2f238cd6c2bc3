using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Watches all studies and tells, in the background, what begins to hold.</summary>
internal sealed class Notifier(IStudyStore store, StudyViews views, WebhookBook book, NoticeOutbox outbox, WebhookSender sender, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<(string Study, string Kind)> _told = [];
    private readonly List<Task> _sending = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What nobody took when the last dashboard ended, however it did.
        foreach (var pending in outbox.All)
        {
            Send(pending, stoppingToken);
        }

        // What held before the dashboard was opened is no news.
        await LookAsync(tells: false, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!book.All.IsEmpty)
            {
                await LookAsync(tells: true, stoppingToken);
            }
        }

        // None of them writes to the folder any more once the dashboard has ended.
        await Task.WhenAll(_sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Slow addresses do not hold up the others.
    private void Send(PendingNotice pending, CancellationToken stopping)
    {
        _sending.RemoveAll(task => task.IsCompleted);
        _sending.Add(sender.SendAsync(pending, stopping));
    }

    private async Task LookAsync(bool tells, CancellationToken stopping)
    {
        try
        {
            foreach (var study in await store.ListStudiesAsync(stopping))
            {
                if (study.Fault is null && _seen.GetValueOrDefault(study.Name) != study.Changed)
                {
                    _seen[study.Name] = study.Changed;
                    await LookAsync(study, tells, stopping);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or StoreUnavailableException)
        {
            // Looked at again in a while, or never when we stop.
        }
    }

    private async Task LookAsync(StudySummary study, bool tells, CancellationToken stopping)
    {
        if (await views.FindAsync(study.Name, stopping) is not { } view)
        {
            return;
        }

        var holding = NoticeRules.Holding(view, time.GetUtcNow()).ToArray();
        _told.RemoveWhere(told => told.Study == study.Name && holding.All(notice => notice.Kind != told.Kind));
        foreach (var notice in holding.Where(notice => _told.Add((study.Name, notice.Kind)) && tells))
        {
            foreach (var hook in book.All)
            {
                Send(outbox.Add(hook.Id, notice), stopping);
            }
        }
    }
}
