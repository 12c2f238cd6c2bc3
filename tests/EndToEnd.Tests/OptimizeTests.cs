using System.Text.Json;
using AutoPeft.TestKit.Files;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Black boxes of every temper, through the real command line.</summary>
public sealed class OptimizeTests : IDisposable
{
    private const string Space = """
        parameters:
          x: { float: [0, 1] }
          n: { integer: [0, 50] }
        objectives: [f1, { name: f2, direction: maximize }]
        """;

    // Takes x and n out of {"n":3,"x":0.25} without a JSON parser.
    private const string Read = """
        read line
        n=${line#*'"n":'}; n=${n%%,*}
        x=${line#*'"x":'}; x=${x%\}}
        answer() { echo "{\"f1\": $x, \"f2\": $n}"; }

        """;

    private readonly TemporaryFolder _folder = new();

    public OptimizeTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");
        _folder.Write("space.yaml", Space);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    [InlineData("bayesian")]
    [InlineData("tpe")]
    [InlineData("nsga2")]
    public async Task A_program_is_optimised_and_its_front_is_shown(string sampler)
    {
        var document = await OptimizeAsync("answer", "--trials", "15", "--sampler", sampler);

        Assert.Equal(15, document.GetProperty("states").GetProperty("completed").GetInt32());
        Assert.NotEmpty(document.GetProperty("front").EnumerateArray());
        Assert.True(document.GetProperty("hypervolume").GetDouble() > 0);
        Assert.All(Trials(document), trial => Assert.Equal(
            trial.GetProperty("configuration").GetProperty("n").GetDouble(), trial.GetProperty("objectives").GetProperty("f2").GetDouble()));
    }

    [Theory]
    [InlineData("echo 'Traceback' >&2; echo 'ValueError: boom' >&2; exit 7", "failed", "exit code 7. Its last words: ValueError: boom")]
    [InlineData("echo hello", "failed", "no JSON object of objective values but: hello")]
    [InlineData(":", "failed", "printed nothing")]
    [InlineData("kill -9 $$", "failed", "signal 9")]
    [InlineData("echo '{\"f1\": NaN, \"f2\": 1}'", "infeasible", "'f1' is NaN")]
    [InlineData("echo '{\"f3\": 1, \"f4\": 1}'", "failed", "'f1' is missing; there is only 'f3', 'f4'")]
    public async Task Whatever_a_program_does_is_an_outcome_with_a_reason_and_the_study_goes_on(string bad, string state, string reason)
    {
        var document = await OptimizeAsync($"if [ $((AUTOPEFT_TRIAL % 3)) = 1 ]; then {bad}; else answer; fi", "--trials", "9", "--sampler", "random");

        Assert.Equal((6, 3), (document.GetProperty("states").GetProperty("completed").GetInt32(), document.GetProperty("states").GetProperty(state).GetInt32()));
        Assert.All(Trials(document).Where(trial => trial.GetProperty("number").GetInt32() % 3 == 1), trial =>
            Assert.Contains(reason, trial.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_does_not_answer_in_time_is_ended_and_the_study_goes_on()
    {
        var document = await OptimizeAsync("if [ $AUTOPEFT_TRIAL = 1 ]; then sleep 3600; fi; answer", "--trials", "2", "--time-limit", "20s", "--sampler", "random");

        Assert.Equal(["completed", "failed"], Trials(document).Select(trial => trial.GetProperty("state").GetString()));
        Assert.Contains("did not answer within 20 s", Trials(document).Last().GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_always_fails_is_tried_to_the_end_and_the_exit_code_says_that_nothing_came_out()
    {
        var result = await CommandLine.RunAsync(_folder.Path, ["--json", .. Arguments("exit 1", "--trials", "12")]);

        Assert.Equal(6, result.ExitCode);
        Assert.Equal(12, result.Document.GetProperty("states").GetProperty("failed").GetInt32());
        Assert.Equal(12, Trials(result.Document).Select(trial => trial.GetProperty("configuration").GetRawText()).Distinct().Count());
    }

    [Theory]
    [InlineData("bayesian")]
    [InlineData("tpe")]
    [InlineData("nsga2")]
    public async Task A_region_where_the_program_always_fails_is_not_proposed_for_ever(string sampler)
    {
        // The largest values of f2 would be in the region that fails.
        var document = await OptimizeAsync("if [ \"$n\" -gt 25 ]; then exit 1; fi; answer", "--trials", "60", "--sampler", sampler);

        var late = Trials(document).Skip(40).Count(trial => trial.GetProperty("state").GetString() == "failed");
        Assert.True(late <= 8, $"{late} of the last 20 trials failed; by chance half of them would.");
    }

    [Fact]
    public async Task A_noisy_program_is_asked_again_with_another_seed_where_the_front_is_contested()
    {
        _folder.Write("space.yaml", Space + "\nreplicates: 3\n");

        var document = await OptimizeAsync("echo \"{\\\"f1\\\": $((AUTOPEFT_SEED % 100 + n)), \\\"f2\\\": $n}\"", "--trials", "40", "--sampler", "random");
        var front = await CommandLine.DocumentAsync(_folder.Path, "front", "space");

        var seeds = Trials(document).CountBy(trial => trial.GetProperty("configuration").GetRawText()).ToDictionary();
        Assert.InRange(seeds.Values.Max(), 2, 3);
        Assert.InRange(40 - seeds.Count, 1, 10);
        Assert.All(front.GetProperty("front").EnumerateArray(), point => Assert.InRange(point.GetProperty("front_probability").GetDouble(), 0, 1));
        Assert.Contains(front.GetProperty("front").EnumerateArray().Concat(front.GetProperty("others").EnumerateArray()), point => point.GetProperty("seeds").GetInt32() > 1);
    }

    [Theory]
    [InlineData("bayesian")]
    [InlineData("tpe")]
    [InlineData("nsga2")]
    public async Task A_limit_on_what_a_program_measures_is_kept_by_the_front_and_mostly_by_what_is_tried(string sampler)
    {
        _folder.Write("space.yaml", Space + "\nconstraints: [\"load <= 25\"]\n");

        var document = await OptimizeAsync("echo \"{\\\"f1\\\": $x, \\\"f2\\\": $n, \\\"load\\\": $n}\"", "--trials", "50", "--sampler", sampler);

        Assert.All(document.GetProperty("front").EnumerateArray(), point => Assert.InRange(point.GetProperty("objectives").GetProperty("f2").GetDouble(), 15, 25));
        Assert.Contains(Trials(document), trial => trial.GetProperty("state").GetString() == "infeasible"
            && trial.GetProperty("reason").GetString()!.StartsWith("It is required that load <= 25", StringComparison.Ordinal));
        var late = Trials(document).Skip(30).Count(trial => trial.GetProperty("state").GetString() == "infeasible");
        Assert.True(late <= 10, $"{late} of the last 20 trials broke the limit; without it nearly all would.");
    }

    [Fact]
    public async Task Killed_in_the_middle_it_continues_and_ends_as_if_it_had_not_been()
    {
        var whole = await OptimizeAsync("answer", "--trials", "20", "--study", "whole", "--sampler", "bayesian");
        string[] arguments = [.. Arguments("answer", "--trials", "20", "--study", "killed", "--sampler", "bayesian")];
        for (var kill = 0; kill < 3; kill++)
        {
            using var process = CommandLine.Open(_folder.Path, arguments);
            var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
            await Journal.GrowthAsync(process, _folder.File("studies/killed/journal"), 2500);
            process.Kill();
            await process.WaitForExitAsync(Token);
            await reading;
        }

        var killed = await CommandLine.DocumentAsync(_folder.Path, arguments);

        Assert.Equal(Outcomes(whole), Outcomes(killed));
    }

    [Fact]
    public async Task What_matters_can_be_asked_for_afterwards()
    {
        await OptimizeAsync("answer", "--trials", "40", "--sampler", "random");

        var analysis = await CommandLine.DocumentAsync(_folder.Path, "analyze", "space");

        var objectives = analysis.GetProperty("objectives").EnumerateArray().ToArray();
        Assert.Equal(["x", "n"], objectives.Select(objective => objective.GetProperty("importances")[0].GetProperty("parameter").GetString()));
        Assert.True(objectives[0].GetProperty("surrogate").GetProperty("rank_correlation").GetDouble() > 0.9);
        Assert.Equal(40, objectives[1].GetProperty("slices")[0].GetProperty("points").GetArrayLength());
        Assert.Equal(40, objectives[1].GetProperty("contours")[0].GetProperty("points").GetArrayLength());
    }

    [Fact]
    public async Task Another_program_does_not_continue_a_study()
    {
        await OptimizeAsync("answer", "--trials", "2");

        var result = await CommandLine.RunAsync(_folder.Path, "optimize", "space.yaml", "--trials", "2", "--", "sh", "other.sh");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'command: sh other.sh'", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_and_telling_keep_a_study_without_a_program()
    {
        var asked = await CommandLine.DocumentAsync(_folder.Path, "ask", "mine", "--space", "space.yaml", "--count", "3");
        Assert.Equal(3, asked.GetProperty("trials").GetArrayLength());

        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "0", """{"f1":1,"f2":2}""");
        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "1", "--failed", "It fell over.");
        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "--configuration", """{"n":7,"x":0.5}""", """{"f1":0.5,"f2":7}""");
        var next = await CommandLine.DocumentAsync(_folder.Path, "ask", "mine");
        var list = await CommandLine.DocumentAsync(_folder.Path, "trial", "list", "mine");

        Assert.Equal(4, next.GetProperty("trials")[0].GetProperty("number").GetInt32());
        Assert.Equal(["completed", "failed", "queued", "completed", "queued"], Trials(list).Select(trial => trial.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("unit: epochs, least: 1, most: 9", "\"epochs\":9}")]
    [InlineData("unit: share, least: 0.1", "\"share\":1}")]
    public async Task Who_asks_is_told_how_much_the_whole_training_is(string fidelity, string told)
    {
        _folder.Write("space.yaml", $"{Space}\npruner: {{ name: asha, {fidelity} }}\n");

        var asked = await CommandLine.RunAsync(_folder.Path, "ask", "mine", "--space", "space.yaml");
        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "0", """{"f1":1,"f2":2}""");
        var document = await CommandLine.DocumentAsync(_folder.Path, "ask", "mine");

        Assert.StartsWith("0 {", asked.Output, StringComparison.Ordinal);
        Assert.EndsWith(told, asked.Output.TrimEnd(), StringComparison.Ordinal);
        var trial = document.GetProperty("trials")[0];
        Assert.Equal(["n", "x"], trial.GetProperty("configuration").EnumerateObject().Select(value => value.Name));
        Assert.Equal(3, trial.GetProperty("told").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("""{"f1":1}""", "'f2' is missing")]
    [InlineData("rubbish", "no JSON object")]
    public async Task What_cannot_be_used_is_not_recorded(string values, string message)
    {
        await CommandLine.DocumentAsync(_folder.Path, "ask", "mine", "--space", "space.yaml");

        var refused = await CommandLine.RunAsync(_folder.Path, "tell", "mine", "0", values);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "0", """{"f1":1,"f2":2}""");
    }

    [Fact]
    public async Task A_trial_is_told_once()
    {
        await CommandLine.DocumentAsync(_folder.Path, "ask", "mine", "--space", "space.yaml");
        await CommandLine.DocumentAsync(_folder.Path, "tell", "mine", "0", """{"f1":1,"f2":2}""");

        var again = await CommandLine.RunAsync(_folder.Path, "tell", "mine", "0", """{"f1":3,"f2":2}""");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("completed already", again.Errors, StringComparison.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Trials(JsonElement document) => document.GetProperty("trials").EnumerateArray();

    private static IEnumerable<string> Outcomes(JsonElement document) =>
        Trials(document).Select(trial => $"{trial.GetProperty("configuration").GetRawText()} {trial.GetProperty("state")} {trial.GetProperty("objectives").GetRawText()}");

    private Task<JsonElement> OptimizeAsync(string script, params string[] options) => CommandLine.DocumentAsync(_folder.Path, Arguments(script, options));

    private string[] Arguments(string script, params string[] options)
    {
        _folder.Write("box.sh", Read + script + "\n");

        return ["optimize", "space.yaml", .. options, "--", "sh", "box.sh"];
    }

    [Theory]
    [InlineData("unit: epochs, least: 1, most: 9", "9")]
    [InlineData("unit: share, least: 0.1", "1")]
    public async Task A_program_is_told_how_much_to_train_and_hopeless_trials_are_not_trained_further(string fidelity, string whole)
    {
        _folder.Write("space.yaml", $"{Space}\npruner: {{ name: asha, {fidelity}, among: all }}\n");

        // The third value is the fidelity, which comes last; every call is counted.
        var document = await OptimizeAsync(
            "told=${line##*:}; echo x >> calls-$AUTOPEFT_TRIAL; x=${x%%,*}; echo \"{\\\"f1\\\": $x, \\\"f2\\\": 1, \\\"told\\\": ${told%\\}}}\"", "--trials", "12", "--sampler", "random");

        var trials = Trials(document).ToArray();
        Assert.InRange(trials.Count(trial => trial.GetProperty("state").GetString() == "pruned"), 2, 10);
        Assert.All(trials, trial => Assert.InRange(Calls(trial), 1, trial.GetProperty("state").GetString() == "completed" ? 3 : 2));
        Assert.All(trials.Where(trial => trial.GetProperty("state").GetString() == "completed"), trial =>
            Assert.Equal((3, whole), (Calls(trial), trial.GetProperty("metrics").GetProperty("told").GetRawText())));

        int Calls(JsonElement trial) => File.ReadAllLines(_folder.File($"calls-{trial.GetProperty("number").GetInt32()}")).Length;
    }

    [Theory]
    [InlineData("--trails", "Did you mean '--trials'?")]
    [InlineData("--fast", "comes after '--'")]
    public async Task An_option_that_is_not_known_is_refused_and_not_given_to_the_program(string option, string remedy)
    {
        var result = await CommandLine.RunAsync(_folder.Path, "optimize", "space.yaml", option, "5", "--", "sh", "box.sh", "--fast");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"There is no option '{option}'", result.Errors, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("studies")));
    }
}
