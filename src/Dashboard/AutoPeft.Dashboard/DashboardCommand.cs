using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Journal;

namespace AutoPeft.Dashboard;

/// <summary>The dashboard as a program of its own.</summary>
public static class DashboardCommand
{
    /// <summary>Serves the studies of a data folder until the process is asked to stop.</summary>
    /// <param name="args"><c>--data DIR</c> (default <c>.autopeft</c>) and <c>--port N</c> (default 5055).</param>
    /// <returns>0, or 2 when the arguments cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        try
        {
            var folder = settings["data"] ?? ".autopeft";
            await using var store = new JournalTrialStore(folder, TimeProvider.System);
            var options = new DashboardOptions(Port: settings.GetValue("port", 5055)) { Folder = Path.Combine(folder, ".dashboard") };
            await using var host = await DashboardHost.BuildAsync(options, store);
            await host.RunAsync();
            return 0;
        }
        catch (InvalidInputException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
}
