using System.CommandLine;
using System.CommandLine.Parsing;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Cli.Commands;

/// <summary>The program that a command starts, and its arguments. An option that the command does not know is no argument of the program unless it comes after <c>--</c>.</summary>
internal sealed class ProgramArgument
{
    private readonly Argument<string[]> _words = new("program")
    {
        Description = "After '--': the program and its arguments (default: 'command' of the file). It reads one JSON configuration on standard input and prints one JSON object of objective values",
        HelpName = "-- PROGRAM",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Adds it to a command, after its other arguments.</summary>
    public void AddTo(Command command) => command.Arguments.Add(_words);

    /// <summary>The program and its arguments; empty when none is named.</summary>
    /// <exception cref="InvalidInputException">A word before <c>--</c> looks like an option; carries all such words.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed)
    {
        // Without this a misspelt option would be handed to the program, and the study run without it.
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var words = parsed.GetResult(_words)?.Tokens ?? [];
        var options = parsed.CommandResult.Command.Options.Select(option => option.Name).ToArray();
        Fault[] faults =
        [
            .. words.Where(word => word.Value.StartsWith('-') && before.Contains(word)).Select(word => new Fault(
                new FaultPlace("command line"),
                $"There is no option '{word.Value}'.",
                $"{Spelling.Remedy(word.Value, options)} What belongs to the program comes after '--'.")),
        ];

        return faults.Length == 0 ? parsed.GetValue(_words) ?? [] : throw new InvalidInputException(faults);
    }
}
