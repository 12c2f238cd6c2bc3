using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class DocumentationLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("autopeft-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_newest_stable_version_with_documentation_is_found()
    {
        foreach (var version in new[] { "9.0.1", "10.0.2", "10.0.12", "10.0.12-preview.3" })
        {
            Put("sdk", version, "System.B.xml", "System.A.xml");
        }

        Directory.CreateDirectory(Path.Combine(_root, "sdk", "packs", "P", "11.0.0", "ref", "net11.0"));

        var pack = Locator("sdk").Find("P");

        Assert.Equal("10.0.12", pack.Version);
        Assert.Equal(["System.A.xml", "System.B.xml"], pack.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void The_runtime_that_runs_shows_the_way()
    {
        Put("own", "10.0.0", "A.xml");
        var runtime = Path.Combine(_root, "own", "shared", "Microsoft.NETCore.App", "10.0.0");
        var locator = new DocumentationLocator(_ => null, runtime);

        Assert.Equal("10.0.0", locator.Find("P").Version);
    }

    [Fact]
    public void A_linked_host_on_the_path_shows_the_way()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights on Windows.");
        Put("real", "10.0.0", "A.xml");
        File.WriteAllText(Path.Combine(_root, "real", "dotnet"), "");
        var bin = Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(bin, "dotnet"), Path.Combine(_root, "real", "dotnet"));
        var locator = new DocumentationLocator(name => name == "PATH" ? bin : null, Path.Combine(_root, "a", "b", "c"));

        Assert.Equal("10.0.0", locator.Find("P").Version);
    }

    [Fact]
    public void What_is_missing_is_reported_with_every_folder_searched()
    {
        var error = Assert.Throws<InvalidInputException>(() => Locator("none").Find("P"));

        Assert.Contains(Path.Combine(_root, "none", "packs", "P"), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_root, "runtime", "packs", "P"), error.Message, StringComparison.Ordinal);
        Assert.Contains("DOTNET_ROOT", error.Message, StringComparison.Ordinal);
    }

    private DocumentationLocator Locator(string folder) => new(
        name => name == "DOTNET_ROOT" ? Path.Combine(_root, folder) : null,
        Path.Combine(_root, "runtime", "shared", "Microsoft.NETCore.App", "10.0.0"));

    private void Put(string root, string version, params string[] files)
    {
        var folder = Path.Combine(_root, root, "packs", "P", version, "ref", "net10.0");
        Directory.CreateDirectory(folder);
        Array.ForEach(files, file => File.WriteAllText(Path.Combine(folder, file), "<doc/>"));
    }
}
