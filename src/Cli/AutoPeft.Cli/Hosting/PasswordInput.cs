using AutoPeft.Primitives.Faults;
using Spectre.Console;

namespace AutoPeft.Cli.Hosting;

/// <summary>Reads a password: hidden and twice from a person, one line from a program. Never an argument, which other users of the machine can see.</summary>
internal static class PasswordInput
{
    /// <summary>The password.</summary>
    /// <exception cref="InvalidInputException">There is none, or it was not written the same twice.</exception>
    public static async Task<string> ReadPasswordAsync(this CommandLineHost host, CommandContext context, CancellationToken cancellationToken)
    {
        if (host.Input is { } input)
        {
            return await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line ? line : throw new InvalidInputException(
                new FaultPlace("password"), "Standard input holds no password.", "Give it as one line, or run the command in a terminal.");
        }

        var first = await AskAsync("Password: ").ConfigureAwait(false);
        return await AskAsync("Again: ").ConfigureAwait(false) == first ? first : throw new InvalidInputException(
            new FaultPlace("password"), "The password was not written the same twice.", "Try again.");

        Task<string> AskAsync(string question) =>
            new TextPrompt<string>(question).Secret(null).AllowEmpty().ShowAsync(context.Output.Notes, cancellationToken);
    }
}
