using System.CommandLine;
using System.CommandLine.Help;
using AutoPeft.Cli.Commands.Database;
using AutoPeft.Cli.Commands.Keys;
using AutoPeft.Cli.Commands.Users;
using AutoPeft.Cli.Commands.Workers;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft</c> itself: its subcommands, <c>--version</c>, and the help when nothing is asked for.</summary>
internal sealed class AutoPeftCommand : Command
{
    private readonly HelpOption _help = new() { Recursive = true };
    private readonly Option<bool> _version = new("--version") { Description = "Show the version" };

    /// <summary>The command with all its subcommands.</summary>
    public AutoPeftCommand(CommandLineHost host)
        : base("autopeft", "Finds the best ways to fine-tune a pre-trained model with few trainable parameters.")
    {
        Options.Add(_help);
        Options.Add(_version);
        Options.Add(host.Options.Json);
        Options.Add(host.Options.Data);
        Options.Add(host.Options.Store);
        Subcommands.Add(new QuickstartCommand(host));
        Subcommands.Add(new SpaceCommand(host));
        Subcommands.Add(new SweepCommand(host));
        Subcommands.Add(new OptimizeCommand(host));
        Subcommands.Add(new AskCommand(host));
        Subcommands.Add(new TellCommand(host));
        Subcommands.Add(new AnalyzeCommand(host));
        Subcommands.Add(new TrainCommand(host));
        Subcommands.Add(new TrialCommand(host));
        Subcommands.Add(new FrontCommand(host));
        Subcommands.Add(new HypervolumeCommand(host));
        Subcommands.Add(new KneeCommand(host));
        Subcommands.Add(new CompareCommand(host));
        Subcommands.Add(new ExportCommand(host));
        Subcommands.Add(new VerifyCommand(host));
        Subcommands.Add(new MergeCommand(host));
        Subcommands.Add(new MethodsCommand(host));
        Subcommands.Add(new ModelCommand(host));
        Subcommands.Add(new ReproduceCommand(host));
        Subcommands.Add(new ImportCommand(host));
        Subcommands.Add(new ReportCommand(host));
        Subcommands.Add(new ServeCommand(host));
        Subcommands.Add(new UserCommand(host));
        Subcommands.Add(new KeyCommand(host));
        Subcommands.Add(new WorkerCommand(host));
        Subcommands.Add(new DatabaseCommand(host));
        Subcommands.Add(new PretrainCommand(host));
        Subcommands.Add(new DoctorCommand(host));
        SetAction((parsed, _) => host.ExecuteAsync(parsed, context => Task.FromResult(Execute(parsed, context))));
    }

    private ExitCode Execute(ParseResult parsed, CommandContext context)
    {
        if (!parsed.GetValue(_version))
        {
            ((HelpAction)_help.Action!).Invoke(parsed);
            return ExitCode.Ok;
        }

        context.Output.Show(BuildInformation.Version, DocumentJson.Readable.VersionDocument, (console, document) =>
            console.Profile.Out.Writer.WriteLine(
                document.Commit is null ? $"autopeft {document.Version}" : $"autopeft {document.Version} ({document.Commit[..10]})"));
        return ExitCode.Ok;
    }
}
