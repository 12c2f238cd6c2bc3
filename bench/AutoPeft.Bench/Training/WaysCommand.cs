using System.CommandLine;
using System.Text.Json;

namespace AutoPeft.Bench.Training;

/// <summary>The verb <c>ways</c>: steps per second for each way of training, as JSON.</summary>
internal static class WaysCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var layers = new Option<int>("--layers") { DefaultValueFactory = _ => 4, Description = "The layers of the model." }.AtLeast(1);
        var hidden = new Option<int>("--hidden") { DefaultValueFactory = _ => 128, Description = "Its hidden size." }.MultiplesOf(TrainingShape.HeadSize);
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 32, Description = "The sequences of a step." }.AtLeast(1);
        var length = new Option<int>("--length") { DefaultValueFactory = _ => 32, Description = "The tokens of a sequence." }.AtLeast(1);
        var threads = new Option<int>("--threads")
        {
            DefaultValueFactory = _ => Environment.ProcessorCount,
            Description = "The threads of the engine.",
        }.AtLeast(1);
        var steps = new Option<int>("--steps") { DefaultValueFactory = _ => 30, Description = "The steps that are timed." }.AtLeast(1);
        var command = new Command("ways", "Steps per second for each way of training, with and without stored frozen states.")
        {
            layers, hidden, batch, length, threads, steps,
        };
        command.SetAction((parsed, _) => RunAsync(new TrainingShape(
            parsed.GetValue(layers),
            parsed.GetValue(hidden),
            parsed.GetValue(batch),
            parsed.GetValue(length),
            parsed.GetValue(threads),
            parsed.GetValue(steps))));

        return command;
    }

    private static async Task<int> RunAsync(TrainingShape shape)
    {
        using var benchmark = new WaysBenchmark(shape, TimeProvider.System);
        var figures = new List<TrainingFigures>();
        await foreach (var figure in benchmark.RunAsync())
        {
            figures.Add(figure);
        }

        Console.Out.WriteLine(JsonSerializer.Serialize(new { Shape = shape, Figures = figures }, Json));

        return 0;
    }
}
