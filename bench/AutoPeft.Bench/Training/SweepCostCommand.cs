using System.CommandLine;
using System.Text.Json;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Bench.Training;

/// <summary>The verb <c>sweep</c>: what the trials of a sweep cost with frozen work shared and without.</summary>
internal static class SweepCostCommand
{
    private static readonly JsonSerializerOptions Json = new(StepProcess.Json) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("study") { Description = "The study file." };
        var trials = new Option<int>("--trials") { DefaultValueFactory = _ => 32, Description = "Random configurations of its space." };
        var first = new Option<int>("--first") { DefaultValueFactory = _ => 0, Description = "The first of them, to measure in parts." };
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 0, Description = "Where they come from." };
        var packing = new Option<int>("--packing") { DefaultValueFactory = _ => 1, Description = "How many go through the model together, beside stored states." };
        var command = new Command("sweep", "What the trials of a sweep cost with frozen work shared and without.") { file, trials, first, seed, packing };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var study = new StudyFile(new ModelDescriber()).Load(parsed.GetValue(file)!);
            var cost = new SweepCost(study, parsed.GetValue(seed), parsed.GetValue(packing), TimeProvider.System);
            var range = parsed.GetValue(first)..(parsed.GetValue(first) + parsed.GetValue(trials));
            Console.Out.WriteLine(JsonSerializer.Serialize(await cost.MeasureAsync(range, cancellationToken), Json));
        });

        return command;
    }
}
