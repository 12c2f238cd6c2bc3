using AutoPeft.Cli.Hosting;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Cli.Tests.Hosting;

public sealed class TrialFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trial_has_the_folder_that_its_worker_made_and_none_before()
    {
        var files = new TrialFiles(_folder.File("data"));
        Assert.Null(files.FolderOf("study", 3));

        var made = Directory.CreateDirectory(_folder.File("data/study/trials/3"));

        Assert.Equal(made.FullName, files.FolderOf("study", 3));
        Assert.Null(files.FolderOf("study", 4));
        Assert.Empty(files.ReadLog("study", 3, 1));
        Assert.Empty(files.ReadLog("study", 4, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/outside")]
    [InlineData("study\0")]
    public void The_name_of_a_study_leads_nowhere_else(string study)
    {
        Directory.CreateDirectory(_folder.File("outside/trials/0"));
        Directory.CreateDirectory(_folder.File("data/trials/0"));
        Directory.CreateDirectory(_folder.File("trials/0"));
        Directory.CreateDirectory(_folder.File("data/study/trials/0"));

        Assert.Null(new TrialFiles(_folder.File("data")).FolderOf(study, 0));
    }
}
