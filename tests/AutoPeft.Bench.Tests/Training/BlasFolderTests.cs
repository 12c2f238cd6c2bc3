using AutoPeft.Bench.Training;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Bench.Tests.Training;

public sealed class BlasFolderTests
{
    [Fact]
    public void A_folder_with_the_library_is_taken_and_none_is_the_systems()
    {
        using var folder = new TemporaryFolder();
        folder.Write("libblas.so.3", string.Empty);

        Assert.Equal(folder.Path, BlasFolder.Checked(folder.Path));
        Assert.Null(BlasFolder.Checked(null));
    }

    [Fact]
    public void A_folder_without_the_library_is_refused_rather_than_the_systems_taken()
    {
        using var folder = new TemporaryFolder();

        var empty = Assert.Throws<InvalidInputException>(() => BlasFolder.Checked(folder.Path)).Faults.Single();
        var missing = Assert.Throws<InvalidInputException>(() => BlasFolder.Checked(folder.File("none"))).Faults.Single();

        Assert.Equal("--blas", empty.Place.Source);
        Assert.Contains("has no libblas.so.3", empty.Message, StringComparison.Ordinal);
        Assert.Contains("There is no folder", missing.Message, StringComparison.Ordinal);
        Assert.Contains("leave --blas out", missing.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_cannot_be_loaded_is_refused() =>
        Assert.Contains("cblas_sgemm", Assert.Throws<InvalidInputException>(() => SystemBlas.Open("no-such-blas")).Message, StringComparison.Ordinal);
}
