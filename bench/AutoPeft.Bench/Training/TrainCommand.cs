using System.CommandLine;
using System.Text.Json;

namespace AutoPeft.Bench.Training;

/// <summary>The verb <c>train</c>: LoRA training steps per second beside PyTorch's.</summary>
internal static class TrainCommand
{
    private static readonly JsonSerializerOptions Json = new(TimedProcess.Json) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shapes = new Option<string[]>("--shape") { DefaultValueFactory = _ => ["4x128"], Description = "Layers times hidden size; may be given more than once." }.OfSizes("LAYERSxHIDDEN", TrainingShape.HeadSize);
        var batches = new Option<int[]>("--batch") { DefaultValueFactory = _ => [16], Description = "The sequences of a step; may be given more than once." }.AtLeast(1);
        var lengths = new Option<int[]>("--length") { DefaultValueFactory = _ => [64], Description = "The tokens of a sequence; may be given more than once." }.AtLeast(1);
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "The threads of both sides." }.AtLeast(1);
        var steps = new Option<int>("--steps") { DefaultValueFactory = _ => 10, Description = "The steps that are timed in a round." }.AtLeast(1);
        var warmup = new Option<int>("--warmup") { DefaultValueFactory = _ => 30, Description = "Steps before those that are timed: a process first compiles its code." }.AtLeast(0);
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "Rounds, each ours and then PyTorch's." }.AtLeast(1);
        var blas = new Option<string?>("--blas") { Description = "A folder with the libblas.so.3 that libtorch is to use, PyTorch's and TorchSharp's." };
        var engine = EngineOption();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("train", "LoRA training steps per second beside PyTorch's.") { shapes, batches, lengths, threads, steps, warmup, rounds, blas, engine, json };
        command.SetAction(parsed =>
        {
            var wanted =
                from shape in parsed.GetValue(shapes)!
                from batch in parsed.GetValue(batches)!
                from length in parsed.GetValue(lengths)!
                let sizes = OptionBounds.SizesOf(shape)
                select new TrainingShape(sizes[0], sizes[1], batch, length, parsed.GetValue(threads), parsed.GetValue(steps), parsed.GetValue(engine)!);
            var benchmark = new StepBenchmark(parsed.GetValue(rounds), parsed.GetValue(warmup), parsed.GetValue(blas));
            Print([.. wanted.Select(benchmark.Run)], parsed.GetValue(json));
        });

        return command;
    }

    /// <summary>The verb that a round of ours is a process of; prints one JSON object.</summary>
    public static Command CreateSteps()
    {
        var engine = EngineOption();
        var sizes = new Argument<int[]>("sizes") { Description = "Layers, hidden size, batch, length, threads, steps, steps before." };
        var command = new Command("train-steps", "One round of our side of 'train'.") { sizes, engine };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var given = parsed.GetValue(sizes)!;
            var times = await EngineSteps.RunAsync(new(given[0], given[1], given[2], given[3], given[4], given[5], parsed.GetValue(engine)!), given[6], TimeProvider.System);
            Console.Out.WriteLine(JsonSerializer.Serialize(times, TimedProcess.Json));
        });

        return command;
    }

    private static Option<string> EngineOption()
    {
        var option = new Option<string>("--engine")
        {
            DefaultValueFactory = _ => BenchEngines.Managed,
            Description = "Which of our engines is timed: managed or torchsharp.",
        };
        option.AcceptOnlyFromAmong(BenchEngines.Managed, BenchEngines.TorchSharp);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() == BenchEngines.TorchSharp && !BenchEngines.HasTorchSharp)
            {
                result.AddError("The engine 'torchsharp' is not built in: build with -p:WithTorchSharp=cpu|cuda ('./configure --with torchsharp').");
            }
        });

        return option;
    }

    private static void Print(IReadOnlyList<StepComparison> comparisons, bool isJson)
    {
        if (isJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { Results = comparisons }, Json));
            return;
        }

        foreach (var line in StepReport.Of(comparisons))
        {
            Console.Out.WriteLine(line);
        }
    }
}
