using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft serve</c>: the dashboard over the folder of studies.</summary>
internal sealed class ServeCommand : CliCommand
{
    private readonly Option<int> _port = new("--port") { Description = "The port; 0 for any free one (default 5055)", DefaultValueFactory = _ => 5055 };

    /// <summary>The command.</summary>
    public ServeCommand(CommandLineHost host)
        : base("serve", "Show the dashboard at this machine's loopback address until Ctrl-C", host) => Options.Add(_port);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreForWorkAsync(cancellationToken).ConfigureAwait(false);
        await using var dashboard = DashboardHost.Build(Settings(parsed, context), store.Trials);
        await dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
        context.Output.WriteErrorLine($"The dashboard is at {dashboard.Urls.First()} (Ctrl-C ends it).");
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await dashboard.StopAsync(CancellationToken.None).ConfigureAwait(false);

        return ExitCode.Ok;
    }

    private DashboardOptions Settings(ParseResult parsed, CommandContext context) =>
        new(Port: parsed.GetValue(_port)) { Folder = Path.Combine(context.DataFolder, ".dashboard") };
}
