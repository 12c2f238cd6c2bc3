using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class StoredStudyCommandTests(StoredStudy study) : IClassFixture<StoredStudy>
{
    [Fact]
    public async Task The_front_is_best_first_and_names_its_knee()
    {
        var front = await DocumentAsync("front");

        Assert.Equal([1, 0], front.GetProperty("front").EnumerateArray().Select(trial => trial.GetProperty("number").GetInt32()));
        Assert.Equal([2], front.GetProperty("others").EnumerateArray().Select(trial => trial.GetProperty("number").GetInt32()));
        Assert.InRange(front.GetProperty("knee").GetInt32(), 0, 1);
        Assert.Equal(20_000, front.GetProperty("front")[0].GetProperty("objectives").GetProperty("trainable_parameters").GetDouble());
    }

    [Fact]
    public async Task The_hypervolume_to_a_given_point_is_computed_in_losses()
    {
        var document = await DocumentAsync("hv", "small", "--reference", "0.5", "100000");

        // Decades of parameters: 0.9 with log10 4.30 and 0.8 with log10 3, against 0.5 with log10 5.
        Assert.Equal((0.4 * (5 - Math.Log10(20_000))) + (0.3 * (Math.Log10(20_000) - 3)), document.GetProperty("hypervolume").GetDouble(), 12);
        Assert.Equal(3, document.GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task A_reference_point_of_another_length_is_bad_input()
    {
        var (code, output, _) = await RunAsync("hv", "small", "--reference", "0.5", "--json");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("accuracy, trainable_parameters", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_knee_is_a_trial_of_the_front() =>
        Assert.InRange((await DocumentAsync("knee")).GetProperty("knee").GetProperty("number").GetInt32(), 0, 1);

    [Fact]
    public async Task The_status_counts_trials_by_state()
    {
        var status = await DocumentAsync("sweep", "status", "small");

        Assert.Equal("finished", status.GetProperty("status").GetString());
        Assert.Equal(3, status.GetProperty("states").GetProperty("completed").GetInt32());
        Assert.Equal(1, status.GetProperty("states").GetProperty("infeasible").GetInt32());
    }

    [Fact]
    public async Task The_list_names_every_study()
    {
        var list = await DocumentAsync("sweep", "list");

        Assert.Equal("small", Assert.Single(list.GetProperty("studies").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Trials_are_listed_by_state()
    {
        var list = await DocumentAsync("trial", "list", "--state", "infeasible");

        Assert.Equal(
            "the loss became infinite at step 12",
            Assert.Single(list.GetProperty("trials").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_trial_is_shown_with_its_attempts()
    {
        var shown = await DocumentAsync("trial", "show", "1");

        Assert.Equal(0.9, shown.GetProperty("trial").GetProperty("objectives").GetProperty("accuracy").GetDouble());
        Assert.Equal("finished", shown.GetProperty("attempts")[0].GetProperty("end").GetString());
    }

    [Theory]
    [InlineData("front", "smal")]
    [InlineData("trial", "show", "4")]
    [InlineData("sweep", "status", "other")]
    public async Task What_does_not_exist_is_not_found_and_the_message_says_what_does(params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        Assert.Equal(ExitCode.NotFound, code);
        Assert.Matches("'small'", errors);
    }

    [Theory]
    [InlineData("front", "★")]
    [InlineData("knee", "accuracy")]
    [InlineData("hv", "reference point")]
    [InlineData("trial list", "infeasible")]
    [InlineData("trial show 3", "infinite at step 12")]
    [InlineData("sweep list", "small")]
    [InlineData("sweep status", "3 completed, 1 infeasible")]
    public async Task People_see_the_same_in_words(string command, string expected)
    {
        var (code, output, errors) = await RunAsync(command.Split(' '));

        Assert.Equal((ExitCode.Ok, ""), (code, errors));
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private async Task<JsonElement> DocumentAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync([.. arguments, "--json"]);
        Assert.Equal((ExitCode.Ok, ""), (code, errors));

        return JsonDocument.Parse(output).RootElement;
    }

    private Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLineHostTests.RunAsync([.. arguments, "--data", study.Folder]);
}
