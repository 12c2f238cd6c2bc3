using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Finds the API documentation that every .NET SDK brings along.</summary>
/// <param name="environment">The value of an environment variable, or null.</param>
/// <param name="runtimeFolder">
/// The folder of the running runtime: <c>ROOT/shared/Microsoft.NETCore.App/VERSION</c>.
/// </param>
internal sealed class DocumentationLocator(Func<string, string?> environment, string runtimeFolder)
{
    /// <summary>The pack with the documentation of the base class library.</summary>
    public const string BasePack = "Microsoft.NETCore.App.Ref";

    /// <summary>The pack with the documentation of ASP.NET Core; used for pre-training only.</summary>
    public const string WebPack = "Microsoft.AspNetCore.App.Ref";

    /// <summary>A locator for this process.</summary>
    public static DocumentationLocator ForThisMachine() =>
        new(Environment.GetEnvironmentVariable, RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>The newest version of the pack.</summary>
    /// <exception cref="InvalidInputException">
    /// No SDK with documentation was found; the message lists the folders searched.
    /// </exception>
    public DocumentationPack Find(string pack) => TryFind(pack) ?? throw new InvalidInputException(
        new FaultPlace("API documentation"),
        $"No documentation files (*.xml) were found; looked in {string.Join(", ", Folders(pack))}.",
        "Install the .NET SDK (a bare runtime has no documentation), or set DOTNET_ROOT to the folder of one.");

    /// <summary>The newest version of the pack; null when there is none.</summary>
    public DocumentationPack? TryFind(string pack) => Folders(pack)
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateDirectories)
        .OrderByDescending(PackVersion.Of)
        .Select(folder => Open(pack, folder))
        .FirstOrDefault(found => found is not null);

    private string[] Folders(string pack) =>
        [.. Roots().Distinct(StringComparer.Ordinal).Select(root => Path.Combine(root, "packs", pack))];

    private IEnumerable<string> Roots()
    {
        if (environment("DOTNET_ROOT") is { Length: > 0 } configured)
        {
            yield return Path.GetFullPath(configured);
        }

        yield return Path.GetFullPath(Path.Combine(runtimeFolder, "..", "..", ".."));

        var path = environment("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (HostIn(folder) is { } host)
            {
                yield return Path.GetDirectoryName(host)!;
            }
        }
    }

    private static string? HostIn(string folder)
    {
        var host = new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

        return host.Exists ? (host.ResolveLinkTarget(returnFinalTarget: true) ?? host).FullName : null;
    }

    private static DocumentationPack? Open(string pack, string versionFolder)
    {
        var reference = Path.Combine(versionFolder, "ref");
        if (!Directory.Exists(reference))
        {
            return null;
        }

        var files = Directory.EnumerateFiles(reference, "*.xml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();

        return files.IsEmpty ? null : new DocumentationPack(pack, Path.GetFileName(versionFolder), files);
    }
}
