using AutoPeft.Dashboard.Artifacts;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Artifacts;

public sealed class ArtifactFolderTests
{
    [Fact]
    public void Files_are_listed_by_path_with_their_sizes()
    {
        using var folder = new TemporaryFolder();
        Fill(folder);

        var files = new ArtifactFolder(folder.File("trial")).List();

        Assert.Equal(["attempt-1.log.jsonl", "trained/weights"], files.Select(file => file.Path));
        Assert.Equal([3L, 7L], files.Select(file => file.Bytes));
        Assert.Empty(new ArtifactFolder(folder.File("nowhere")).List());
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("trained/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("trained//weights")]
    [InlineData("trained/./weights")]
    [InlineData("..\\secret")]
    [InlineData("trained\\..\\..\\secret")]
    [InlineData("trained")]
    [InlineData("weights\0")]
    [InlineData("C:/secret")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/k")]
    public void No_path_leads_out_of_the_folder(string path)
    {
        using var folder = new TemporaryFolder();
        Fill(folder);

        Assert.Null(new ArtifactFolder(folder.File("trial")).Find(path));
        Assert.NotNull(new ArtifactFolder(folder.File("trial")).Find("trained/weights"));
    }

    [Fact]
    public void Links_to_files_and_to_folders_are_neither_listed_nor_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights here.");
        using var folder = new TemporaryFolder();
        Fill(folder);
        File.CreateSymbolicLink(folder.File("trial/file"), folder.File("secret"));
        Directory.CreateSymbolicLink(folder.File("trial/away"), folder.Path);
        Directory.CreateSymbolicLink(folder.File("whole"), folder.File("trial"));

        var files = new ArtifactFolder(folder.File("trial"));

        Assert.Equal(2, files.List().Length);
        Assert.Null(files.Find("file"));
        Assert.Null(files.Find("away/secret"));
        Assert.Null(new ArtifactFolder(folder.File("whole")).Find("trained/weights"));
        Assert.Empty(new ArtifactFolder(folder.File("whole")).List());
    }

    private static void Fill(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.File("trial/trained"));
        folder.Write("secret", "key");
        folder.Write("trial/attempt-1.log.jsonl", "log");
        folder.Write("trial/trained/weights", "numbers");
    }
}
