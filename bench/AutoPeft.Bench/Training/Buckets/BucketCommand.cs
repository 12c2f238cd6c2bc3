using System.CommandLine;
using System.Text.Json;
using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Bench.Training.Buckets;

/// <summary>The verb <c>buckets</c>: what it saves that rows of similar length share a batch, as JSON.</summary>
internal static class BucketCommand
{
    private static readonly JsonSerializerOptions Json = new(TimedProcess.Json) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("study") { Description = "The study file." };
        var trial = new Option<int>("--trial") { DefaultValueFactory = _ => 0, Description = "Which random configuration of its space is trained." }.AtLeast(0);
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 0, Description = "Where it comes from." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Rounds, each an epoch with buckets and one without." }.AtLeast(1);
        var command = new Command("buckets", "What a training step costs with length buckets and without.") { file, trial, seed, rounds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var study = new StudyFile(new ModelDescriber()).Load(parsed.GetValue(file)!);
            var trials = new SweepTrials(study, parsed.GetValue(seed), TimeProvider.System);
            var figure = await new BucketBenchmark(trials, TimeProvider.System).MeasureAsync(parsed.GetValue(trial), parsed.GetValue(rounds), cancellationToken);
            Console.Out.WriteLine(JsonSerializer.Serialize(figure, Json));
        });

        return command;
    }
}
