using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary>The options that say what trains.</summary>
internal sealed partial class EngineOptions
{
    private readonly Option<string> _engine = new("--engine")
    {
        Description = "What trains: 'managed' (default), or 'torchsharp', libtorch on CPU or GPU (docs/engines.md)",
        DefaultValueFactory = _ => EngineChoice.Managed,
    };

    private readonly Option<string[]> _device = new("--device")
    {
        Description = "The device of torchsharp: cpu (default), cuda:0 (or cuda), cuda:1, …",
        DefaultValueFactory = _ => ["cpu"],
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _precision = new("--precision")
    {
        Description = "The numbers of torchsharp's matrix products: f32 (default) or bf16; trained weights are f32 in both",
        DefaultValueFactory = _ => "f32",
    };

    private readonly Option<bool> _recompute = new("--recompute")
    {
        Description = "Have torchsharp keep only the inputs of layers for the backward pass: less memory, more time",
    };

    private readonly Option<int> _threads = ThreadsOption.Create();

    private readonly Option<int> _stateMemory = Megabytes(
        "--state-memory", "The most memory for stored states of frozen layers, in MB (default 256; 0 stores none)", 256);

    private readonly Option<int> _stateDisk = Megabytes(
        "--state-disk", "The most disk space, in the data folder, for those that memory has no room for, in MB (default 0: none)", 0);

    private bool _isOneDevice = true;

    /// <summary>New options.</summary>
    public EngineOptions()
    {
        _engine.AcceptOnlyFromAmong(EngineChoice.Managed, EngineChoice.TorchSharp);
        _precision.AcceptOnlyFromAmong("f32", "bf16");
        _device.Validators.Add(RefuseUnknown);
    }

    /// <summary>New options with which several devices can be named.</summary>
    public static EngineOptions OfSeveralDevices()
    {
        var options = new EngineOptions();
        options._isOneDevice = false;
        options._device.Description += "; again for another, each takes its own trials";
        return options;
    }

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _engine, _device, _precision, _recompute, _threads, _stateMemory, _stateDisk })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(RefuseWhatTheEngineLacks);
    }

    /// <summary>What was chosen; the first of several devices.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="study">The engine that a study asks for; used where the command line names none. Null, the default: managed.</param>
    public EngineChoice Of(ParseResult parsed, string? study = null)
    {
        var chosen = AllOf(parsed)[0];

        return parsed.GetResult(_engine) is { Implicit: false } || study is null ? chosen : chosen with { Name = study };
    }

    /// <summary>What was chosen, for each device.</summary>
    public ImmutableArray<EngineChoice> AllOf(ParseResult parsed) =>
    [
        .. parsed.GetValue(_device)!.Select(device => new EngineChoice(
            parsed.GetValue(_engine)!, Numbered(device), parsed.GetValue(_threads), parsed.GetValue(_precision) == "bf16", parsed.GetValue(_recompute))
        {
            StateMegabytes = parsed.GetValue(_stateMemory),
            StateDiskMegabytes = parsed.GetValue(_stateDisk),
        }),
    ];

    private static Option<int> Megabytes(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "MB", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var given) || given is < 0 or > 100_000_000))
            {
                result.AddError($"{name} must be between 0 and 100000000, not {text}.");
            }
        });

        return option;
    }

    // As in PyTorch.
    private static string Numbered(string device) => device == "cuda" ? "cuda:0" : device;

    private void RefuseUnknown(OptionResult result)
    {
        if (_isOneDevice && result.Tokens.Count > 1)
        {
            result.AddError("--device takes one device here; 'worker start' takes several.");
        }

        foreach (var device in result.Tokens.Select(token => token.Value).Where(device => !DeviceName().IsMatch(device)))
        {
            result.AddError($"There is no device '{device}'; devices are called cpu, cuda:0, cuda:1 and so on.");
        }

        if (result.Tokens.GroupBy(token => Numbered(token.Value)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            result.AddError($"The device '{twice.Key}' is named twice; --slots says how many trials it takes at the same time.");
        }
    }

    private void RefuseWhatTheEngineLacks(CommandResult result)
    {
        if (result.GetValue(_engine) == EngineChoice.TorchSharp)
        {
            return;
        }

        foreach (var option in new Option[] { _device, _precision, _recompute })
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError($"{option.Name} is for --engine torchsharp; the managed engine has one way to compute.");
            }
        }
    }

    [GeneratedRegex(@"^(cpu|cuda(:\d{1,3})?)$")]
    private static partial Regex DeviceName();
}
