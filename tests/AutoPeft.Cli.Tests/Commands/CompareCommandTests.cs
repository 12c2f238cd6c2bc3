using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Studies_stand_beside_each_other_as_they_were_named()
    {
        await StoreAsync();

        var (code, output, _) = await RunAsync("compare", "worse", "better", "--json");

        Assert.Equal(ExitCode.Ok, code);
        var studies = JsonDocument.Parse(output).RootElement.GetProperty("studies").EnumerateArray().ToArray();
        Assert.Equal(["worse", "better"], studies.Select(study => study.GetProperty("name").GetString()));
        Assert.Equal([1, 0], studies.Select(study => study.GetProperty("dominated").GetDouble()));
        Assert.True(studies[0].GetProperty("behind").GetDouble() > 0);
    }

    [Fact]
    public async Task People_see_the_same_in_words()
    {
        await StoreAsync();

        var (_, output, errors) = await RunAsync("compare", "better", "worse");

        Assert.Empty(errors);
        Assert.Contains("100.0 %", output, StringComparison.Ordinal);
        Assert.Contains("reference point accuracy", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "One study alone", "better", "better")]
    [InlineData(2, "'other' optimises accuracy, trainable_parameters (log)", "better", "other")]
    [InlineData(3, "no study 'b2' and no study 'b3'", "b2", "better", "b3")]
    public async Task What_cannot_be_compared_is_said_all_at_once(int code, string message, params string[] names)
    {
        await StoreAsync();

        var (actual, _, errors) = await RunAsync(["compare", .. names]);

        Assert.Equal(code, (int)actual);
        Assert.Contains(message, errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private async Task StoreAsync()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await AddAsync(store, "worse", 0.5);
        await AddAsync(store, "better", 0.9);
        var header = SampleStudies.Header("other");
        await store.CreateStudyAsync(header with { Objectives = [header.Objectives[0], header.Objectives[1] with { IsLogarithmic = true }] }, Token);
    }

    private static async Task AddAsync(JournalTrialStore store, string name, double accuracy)
    {
        await store.CreateStudyAsync(SampleStudies.Header(name), Token);
        await store.EnqueueAsync(name, SampleStudies.Proposals(1), Token);
        var claim = (await store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)) { Study = name }, Token))!;
        await store.StartAsync(claim.Lease, Token);
        await store.FinishAsync(claim.Lease, SampleStudies.Completed(accuracy), Token);
    }

    private Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLineHostTests.RunAsync([.. arguments, "--data", _folder.Path]);
}
