using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Tests.Runners.Programs;

public sealed class ProgramLocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProgramLocationTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions to execute are those of Unix.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_is_looked_for_on_the_search_path_and_not_in_the_folder()
    {
        var tool = Write("bin/tool", isProgram: true);
        Write("tool", isProgram: true);

        Assert.Equal(tool, ProgramLocation.Find("tool", _folder.Path, $"/nowhere:{_folder.File("bin")}"));
        Assert.Throws<InvalidInputException>(() => ProgramLocation.Find("tool", _folder.Path, null));
    }

    [Fact]
    public void A_path_starts_from_the_folder() =>
        Assert.Equal(Write("bin/tool", isProgram: true), ProgramLocation.Find("./bin/tool", _folder.Path, null));

    [Fact]
    public void A_file_that_may_not_be_executed_is_no_program()
    {
        Write("data", isProgram: false);

        var refused = Assert.Throws<InvalidInputException>(() => ProgramLocation.Find("./data", _folder.Path, null));

        Assert.Contains("'./data'", refused.Faults[0].Message, StringComparison.Ordinal);
    }

    private string Write(string name, bool isProgram)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        var path = _folder.Write(name, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (isProgram ? UnixFileMode.UserExecute : 0));
        }

        return path;
    }
}
