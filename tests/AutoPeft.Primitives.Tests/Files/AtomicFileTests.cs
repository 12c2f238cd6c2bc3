using AutoPeft.Primitives.Files;

namespace AutoPeft.Primitives.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autopeft-");

    private string Target => Path.Combine(_folder.FullName, "file");

    [Fact]
    public void The_file_holds_what_was_written()
    {
        AtomicFile.Write(Target, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_content_and_nothing_else()
    {
        File.WriteAllText(Target, "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("ne"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void What_is_private_is_so_while_it_is_written_and_whatever_a_crash_left()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        File.WriteAllText(Target, "old");
        File.WriteAllText(Target + ".partial", "left");
        var modes = new List<UnixFileMode>();

        AtomicFile.WritePrivate(Target, stream => modes.Add(ModeOf(((FileStream)stream).Name)));
        modes.Add(ModeOf(Target));

        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    [Fact]
    public void A_missing_folder_is_an_input_output_error() =>
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(_folder.FullName, "none", "file"), _ => { }));

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    public void Dispose() => _folder.Delete(recursive: true);
}
