using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class ModelProbeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_it_writes_is_the_prior_and_a_baseline_of_a_study()
    {
        SmallStudy.Write(_folder);
        var (probed, output, errors) = await CommandLineHostTests.RunAsync(
            "model", "probe", _folder.File("small.yaml"), "--batches", "2", "--mean-rank", "2", "--output", _folder.File("probe.json"), "--json");
        var text = await File.ReadAllTextAsync(_folder.File("small.yaml"), TestContext.Current.CancellationToken);
        var study = text.Replace("sampler: random", "sampler: bayesian\nprior: probe.json\nbaselines: { probed: probe.json }", StringComparison.Ordinal);

        var (validated, _, faults) = await CommandLineHostTests.RunAsync("space", "validate", _folder.Write("with-prior.yaml", study));

        Assert.Equal((ExitCode.Ok, ""), (probed, errors));
        Assert.Equal((ExitCode.Ok, ""), (validated, faults));
        var modules = JsonDocument.Parse(output).RootElement.GetProperty("modules").EnumerateArray().ToArray();
        Assert.Equal(2 * modules.Length, modules.Sum(module => module.GetProperty("rank").GetInt32()));
    }
}
