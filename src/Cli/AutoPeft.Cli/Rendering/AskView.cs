using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what was asked and told.</summary>
internal static class AskView
{
    /// <summary>Prints what to try, a line each: the number, then what a program would read.</summary>
    public static void Asked(IAnsiConsole console, AskDocument document)
    {
        foreach (var trial in document.Trials)
        {
            console.Profile.Out.Writer.WriteLine($"{trial.Number} {(trial.Told ?? trial.Configuration).ToJsonString()}");
        }

        if (document.Trials.IsEmpty)
        {
            console.WriteLine($"The space of '{document.Study}' has no further configuration.");
        }
    }

    /// <summary>Prints what became of a trial.</summary>
    public static void Told(IAnsiConsole console, TrialDocument trial) => console.WriteLine(TrialSentence.Of(trial));
}
