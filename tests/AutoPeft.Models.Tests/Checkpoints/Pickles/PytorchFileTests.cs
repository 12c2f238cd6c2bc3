using AutoPeft.Models.Checkpoints.Pickles;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Checkpoints.Pickles;

public sealed class PytorchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_state_dict_is_read_as_PyTorch_wrote_it()
    {
        using var file = PytorchFile.Open(Reference("pytorch_model.bin"));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), file.Read("matrix"));
        Assert.Equal([5, 6, 9, 10], file.Read("part"));
        Assert.Equal([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], file.Read("transposed"));
        Assert.Equal([1.5f, -2], file.Read("half"));
        Assert.Equal([3, 0.5f], file.Read("brain"));
        Assert.Equal([7], file.Read("parameter"));
        Assert.Equal([5], file.Read("scalar"));
        Assert.Equal([4, 3], file.Tensors.Single(tensor => tensor.Name == "transposed").Extents);
        Assert.Throws<InvalidInputException>(() => file.Read("position_ids"));
    }

    [Fact]
    public void A_file_that_would_run_a_command_is_refused_by_its_name()
    {
        var exception = Assert.Throws<InvalidInputException>(() => PytorchFile.Open(Reference("malicious.bin")));

        Assert.Contains("'posix system'", exception.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        _folder.Write("a.bin", [0x80, 0x02, 0x2E]);

        Assert.Throws<InvalidInputException>(() => PytorchFile.Open(_folder.File("a.bin")));
    }

    [Fact]
    public void Three_thousand_damaged_pickles_are_refused_or_read_and_never_more()
    {
        using var archive = System.IO.Compression.ZipFile.OpenRead(Reference("pytorch_model.bin"));
        using var stream = archive.Entries.Single(entry => entry.Name == "data.pkl").Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        for (var i = 0; i < 3_000; i++)
        {
            var key = RandomKey.FromSeed(5).For(i);
            var bytes = memory.ToArray();
            for (var change = 0; change < 1 + key.Below(0, 3); change++)
            {
                bytes[key.Below((2 * change) + 1, bytes.Length)] = (byte)key.Below((2 * change) + 2, 256);
            }

            try
            {
                StateDict.Read(PickleReader.Read(bytes, "data.pkl"), (archive, archive.Entries[0]), "data.pkl");
            }
            catch (InvalidInputException)
            {
                // Refusing is right; any other exception fails the test.
            }
        }
    }

    private static string Reference(string name) => Path.Combine(Repository.Root, "tests/reference/pytorch", name);
}
