using System.CommandLine;
using AutoPeft.Bench.Chaos;
using AutoPeft.BrowserKit;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Journal;

namespace AutoPeft.Bench.Dashboard;

/// <summary><c>pictures</c>: how every page of the dashboard looks, for people to look at.</summary>
internal static class PicturesCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "The data folder of a sweep.", Required = true };
    private static readonly Option<string?> Store = new("--store") { Description = "Its store, when that is not the folder." };
    private static readonly Option<string[]> Studies = new("--study") { Description = "The sweep's name; further ones are compared with it.", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Where to put the pictures.", Required = true };
    private static readonly Option<int[]> Widths = new Option<int[]>("--width") { Description = "How wide the window is (default 390, 1280 and 1920).", DefaultValueFactory = _ => [390, 1280, 1920], AllowMultipleArgumentsPerToken = true }.AtLeast(100);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Data.AcceptExistingOnly();
        var command = new Command("pictures", "Pictures of every page of the dashboard and of the report over a sweep, light and dark, from phone to wide screen.") { Data, Store, Studies, Out, Widths };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (data, studies, folder) = (arguments.GetValue(Data)!.FullName, arguments.GetValue(Studies)!, arguments.GetValue(Out)!);
        var store = arguments.GetValue(Store) ?? data;
        if (store == data)
        {
            await RequireAsync(data, studies, cancellationToken);
        }

        folder.Create();
        var log = Path.Combine(folder.FullName, "serve.log");
        var report = Path.Combine(folder.FullName, "report.html");
        File.Delete(report);
        await ProductProcess.RunAsync(log, "report", studies[0], "--html", report, "--data", data, "--store", store);
        await using var dashboard = await ServedDashboard.StartAsync(data, store, log, cancellationToken);
        await using var browser = await Chromium.StartAsync();
        await using var tab = await browser.OpenAsync(dashboard.Address);
        var album = new PageAlbum(tab.Page, folder.FullName);
        foreach (var width in arguments.GetValue(Widths)!)
        {
            await album.AddAsync(DashboardPages.Of([.. studies.Select(Uri.EscapeDataString)]).Select(address => new Uri(dashboard.Address, address)), width);
            await album.AddAsync([new(report)], width);
        }

        foreach (var complaint in tab.Complaints)
        {
            await Console.Error.WriteLineAsync(complaint);
        }

        Console.WriteLine($"{album.Count} pictures in {folder.FullName}");
        return tab.Complaints.Count == 0 ? 0 : 1;
    }

    private static async Task RequireAsync(string data, string[] studies, CancellationToken cancellationToken)
    {
        await using var journals = new JournalTrialStore(data, TimeProvider.System);
        var faults = new FaultCollector();
        foreach (var study in studies)
        {
            if (!await journals.ExistsAsync(study, cancellationToken))
            {
                faults.Add(new FaultPlace("--study"), $"There is no study '{study}' in {data}.", "List the studies with 'autopeft sweep list', or name their database with --store.");
            }
        }

        faults.ThrowIfAny();
    }
}
