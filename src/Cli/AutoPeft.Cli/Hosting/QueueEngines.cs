using System.CommandLine;
using AutoPeft.Dashboard.Guests;
#if HANGFIRE
using AutoPeft.Trials.Accounts;
#endif
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;
#if HANGFIRE
using AutoPeft.Worker.Hangfire;
#endif

namespace AutoPeft.Cli.Hosting;

/// <summary>What gives trials to workers: claims of the store, or jobs of Hangfire where it is built in.</summary>
internal static class QueueEngines
{
    private const string Hangfire = "hangfire";

    /// <summary>The option that chooses one; controllers and workers must agree.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--dispatch")
        {
            Description = "What gives trials to workers: 'lease', claims of the store (default), or 'hangfire', jobs of Hangfire; controllers and workers alike",
            DefaultValueFactory = _ => "lease",
        };
        option.AcceptOnlyFromAmong("lease", Hangfire);
        return option;
    }

    /// <summary>The worker that an engine needs.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="loop">Claims and carries out.</param>
    /// <param name="context">The command's.</param>
    /// <param name="lease">How long leases last.</param>
    /// <exception cref="CommandFailure">The engine is not built in.</exception>
    public static IWorkerLoop Worker(string engine, WorkerLoop loop, CommandContext context, TimeSpan lease)
    {
        if (engine != Hangfire)
        {
            return loop;
        }

#if HANGFIRE
        return new HangfireWorker(loop, HangfireStorage.Open(context.Store.Database!.ConnectionString, lease), context.Time);
#else
        throw BuildInformation.NotBuiltIn("Hangfire", "leave --dispatch out");
#endif
    }

    /// <summary>The pages that an engine has of its own.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="context">The command's.</param>
    /// <exception cref="CommandFailure">The engine is not built in, or the store is a folder.</exception>
    public static IReadOnlyList<GuestPages> Pages(string engine, CommandContext context)
    {
        if (engine != Hangfire)
        {
            return [];
        }

        context.RequireSharedStore();
#if HANGFIRE
        var storage = HangfireStorage.Open(context.Store.Database!.ConnectionString, TimeSpan.FromSeconds(30));
        var answer = HangfirePages.Create(storage, static user => user.IsInRole(nameof(AccessRole.Operator)));

        return [new(HangfirePages.Path, "Jobs", answer) { PolledPath = HangfirePages.PolledPath, ContentPolicy = HangfirePages.ContentPolicy }];
#else
        throw BuildInformation.NotBuiltIn("Hangfire", "leave --dispatch out");
#endif
    }

    /// <summary>The queue through which a controller announces trials with an engine, and what it does beside until it is stopped.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="store">The store.</param>
    /// <param name="context">The command's.</param>
    /// <param name="ends">How long leases last, and what ends it.</param>
    /// <exception cref="CommandFailure">The engine is not built in.</exception>
    public static (ITrialQueue Queue, Task Beside) Controller(
        string engine, OpenStore store, CommandContext context, (TimeSpan Lease, CancellationToken Stopping) ends)
    {
        if (engine != Hangfire)
        {
            return (store.Queue, Task.CompletedTask);
        }

#if HANGFIRE
        var queue = new HangfireTrialQueue(store.Trials, HangfireStorage.Open(context.Store.Database!.ConnectionString, ends.Lease), context.Time);
        return (queue, queue.RepeatAsync(TimeSpan.FromSeconds(1), context.Output.WriteErrorLine, ends.Stopping));
#else
        throw BuildInformation.NotBuiltIn("Hangfire", "leave --dispatch out");
#endif
    }
}
