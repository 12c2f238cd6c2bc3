using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Quickstart;

/// <summary>The quickstart's data as files.</summary>
internal static class QuickstartData
{
    /// <summary>Makes the task from this machine's documentation, unless that was done already.</summary>
    /// <param name="dataFolder">The folder of studies.</param>
    /// <returns>The folder with the three splits. Full path.</returns>
    /// <exception cref="InvalidInputException">The documentation is missing or cannot be read.</exception>
    public static string Prepare(string dataFolder)
    {
        var pack = DocumentationLocator.ForThisMachine().Find(DocumentationLocator.BasePack);

        // The dot keeps it apart from studies, whose names begin with a letter or digit.
        var folder = Path.Combine(dataFolder, ".tasks", $"dotnet-documentation-{pack.Version}-{DocumentationTask.Revision}");
        if (!Directory.Exists(folder))
        {
            var splits = DocumentationTask.FromPack(pack);
            var partial = Directory.CreateDirectory(folder + ".partial").FullName;
            splits.WriteTo(partial);
            Directory.Move(partial, folder);
        }

        return folder;
    }
}
