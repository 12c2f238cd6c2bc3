using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class SweepDisplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_search_that_goes_on_after_its_baselines_is_counted_as_the_search()
    {
        SmallStudy.Write(_folder);
        var file = _folder.File("small.yaml");
        var first = await RunAsync(file);
        File.WriteAllText(file, File.ReadAllText(file).Replace("trials: 4", "trials: 5", StringComparison.Ordinal));

        var second = await RunAsync(file);

        Assert.Contains("search 4/4", first, StringComparison.Ordinal);
        Assert.Contains("baselines 1/", first, StringComparison.Ordinal);
        Assert.DoesNotContain("baselines", second, StringComparison.Ordinal);
        Assert.Contains("search 5/5", second, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string file)
    {
        var (code, output, errors) = await CommandLineHostTests.RunAsync("sweep", "run", file, "--data", _folder.File("data"));
        Assert.True(code == ExitCode.Ok, errors + output);

        return errors;
    }
}
