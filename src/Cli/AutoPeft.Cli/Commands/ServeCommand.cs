using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Journal;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft serve</c>: the dashboard over a store of studies.</summary>
internal sealed class ServeCommand : CliCommand
{
    private readonly Option<int> _port = new("--port") { Description = "The port; 0 for any free one (default 5055)", DefaultValueFactory = _ => 5055 };
    private readonly Option<string> _address = new("--address")
    {
        Description = "The address to listen at (default 127.0.0.1); any other needs a user or a key, see 'autopeft user add'",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<bool> _login = new("--login") { Description = "Ask for a user or a key at the loopback address, too" };
    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "Speak TLS with this certificate: a PEM file that holds its private key as well",
        HelpName = "FILE.pem",
    };

    private readonly Option<string> _dispatch = QueueEngines.Option();

    private readonly Option<string[]> _proxies = new("--trusted-proxy")
    {
        Description = "Address or network (10.0.0.0/24) of a proxy whose X-Forwarded-For, -Proto and -Host count; may be given several times; asks for a user or a key",
        HelpName = "NET",
    };

    private readonly Option<string[]> _hosts = new("--allowed-host")
    {
        Description = "A name under which the dashboard is reached (dash.example.org, *.example.org); requests for others are refused; may be given several times",
        HelpName = "NAME",
    };

    /// <summary>The command.</summary>
    public ServeCommand(CommandLineHost host)
        : base("serve", "Show the dashboard until Ctrl-C", host)
    {
        Options.Add(_port);
        Options.Add(_address);
        Options.Add(_login);
        Options.Add(_certificate);
        Options.Add(_proxies);
        Options.Add(_hosts);
        _dispatch.Description = "With 'hangfire', show Hangfire's own pages of jobs below /hangfire (default: lease)";
        Options.Add(_dispatch);
    }

    /// <summary>The folder of what is the dashboard's own.</summary>
    public static string FolderOf(CommandContext context) => Path.Combine(context.DataFolder, ".dashboard");

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreForWorkAsync(cancellationToken).ConfigureAwait(false);
        using var recipes = new RecipeSource(context);
        var services = Services(context, store) with { Recipes = recipes, Guests = QueueEngines.Pages(parsed.GetValue(_dispatch)!, context) };
        await using var dashboard = await DashboardHost.BuildAsync(
            Settings(parsed, context), store.Trials, services, cancellationToken).ConfigureAwait(false);
        await dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
        context.Output.WriteErrorLine($"The dashboard is at {dashboard.Urls.First()} (Ctrl-C ends it).");
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await dashboard.StopAsync(CancellationToken.None).ConfigureAwait(false);

        return ExitCode.Ok;
    }

    private DashboardOptions Settings(ParseResult parsed, CommandContext context) => new(parsed.GetValue(_address)!, parsed.GetValue(_port))
    {
        Folder = FolderOf(context),
        AsksAtLoopback = parsed.GetValue(_login),
        TrustedProxies = [.. parsed.GetValue(_proxies) ?? []],
        AllowedHosts = [.. parsed.GetValue(_hosts) ?? []],
        Certificate = parsed.GetValue(_certificate) is { } file ? Read(file.FullName) : null,
        Time = context.Time,
    };

    // A folder has one writing process: a command takes it for a moment, so that sweeps can be run beside the dashboard.
    private static DashboardServices Services(CommandContext context, OpenStore store) => new()
    {
        Models = new ModelDescriber(),
        Workers = store.Workers,
        Files = new TrialFiles(context.DataFolder),
        Users = store.Users,
        NewWriter = store.Trials is JournalTrialStore ? () => new JournalTrialStore(context.DataFolder, context.Time) : null,
    };

    private static X509Certificate2 Read(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(path);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException)
        {
            throw new InvalidInputException(
                new FaultPlace(path), $"The certificate cannot be used: {fault.Message}", "Give a PEM file with the certificate and its private key.");
        }
    }
}
