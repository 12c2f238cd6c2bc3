using System.CommandLine;
using System.Text.Json;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>The verb <c>sweep</c>: what the trials of a sweep cost with frozen work shared and without, or in PyTorch.</summary>
internal sealed class SweepCostCommand
{
    private static readonly JsonSerializerOptions Json = new(TimedProcess.Json) { WriteIndented = true };

    private readonly Argument<string> _file = new("study") { Description = "The study file." };
    private readonly Option<int> _trials = new Option<int>("--trials") { DefaultValueFactory = _ => 32, Description = "Random configurations of its space." }.AtLeast(1);
    private readonly Option<int> _first = new Option<int>("--first") { DefaultValueFactory = _ => 0, Description = "The first of them, to measure in parts." }.AtLeast(0);
    private readonly Option<long> _seed = new("--seed") { DefaultValueFactory = _ => 0, Description = "Where they come from." };
    private readonly Option<int> _packing = new Option<int>("--packing") { DefaultValueFactory = _ => 1, Description = "How many go through the model together, beside stored states." }.AtLeast(1);
    private readonly Option<int?> _concurrency = new Option<int?>("--concurrency") { Description = "How many of ours are trained at the same time, a thread each. Default 1; with --torch as the study says." }.AtLeast(1);
    private readonly Option<bool> _torch = new("--torch") { Description = "Compare with the same trials one by one in PyTorch, not with ours alone." };
    private readonly Option<int> _threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "The threads of PyTorch." }.AtLeast(1);
    private readonly Option<string?> _blas = new("--blas") { Description = "A folder with the libblas.so.3 that PyTorch is to use." };

    private SweepCostCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var own = new SweepCostCommand();
        var command = new Command("sweep", "What the trials of a sweep cost with frozen work shared and without, or beside PyTorch.")
        {
            own._file, own._trials, own._first, own._seed, own._packing, own._concurrency, own._torch, own._threads, own._blas,
        };
        command.SetAction(own.RunAsync);

        return command;
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var processes = new TimedProcess(parsed.GetValue(_blas));
        var isPeer = parsed.GetValue(_torch);
        if (isPeer)
        {
            TimedProcess.RequirePytorch(_torch.Name);
        }

        var study = new StudyFile(new ModelDescriber()).Load(parsed.GetValue(_file)!);
        var trials = new SweepTrials(study, parsed.GetValue(_seed), TimeProvider.System);
        var part = parsed.GetValue(_first)..(parsed.GetValue(_first) + parsed.GetValue(_trials));
        var concurrency = parsed.GetValue(_concurrency) ?? (isPeer ? study.Definition.Control.Concurrency : 1);
        var sharing = new SweepSharing(SweepSharing.UsualStoredBytes, parsed.GetValue(_packing), concurrency);
        object result = isPeer
            ? await new SweepPeer(trials, processes, TimeProvider.System).MeasureAsync(part, sharing, parsed.GetValue(_threads), cancellationToken)
            : await new SweepCost(trials).MeasureAsync(part, sharing, cancellationToken);
        Console.Out.WriteLine(JsonSerializer.Serialize(result, Json));
    }
}
