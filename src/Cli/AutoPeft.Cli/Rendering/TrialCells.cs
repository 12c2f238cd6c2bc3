using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;

namespace AutoPeft.Cli.Rendering;

/// <summary>How the parts of a trial are shown in tables.</summary>
internal static class TrialCells
{
    /// <summary>One cell an objective; dashes for a trial without values.</summary>
    public static IEnumerable<string> Objectives(TrialDocument trial, ImmutableArray<ObjectiveDocument> objectives) =>
        objectives.Select(objective => Number(trial.Objectives?[objective.Name]));

    /// <summary>A number of a document; a dash when there is none.</summary>
    public static string Number(JsonNode? value) => value is null ? "–" : Figures.Number(JsonValues.NumberOf(value));

    /// <summary>How long it trained; a dash when it did not.</summary>
    public static string Time(TrialDocument trial) =>
        trial.Seconds is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : "–";

    /// <summary>The first line of a reason; what follows is detail.</summary>
    public static string FirstLine(string reason) => reason.Split('\n', 2)[0];

    /// <summary>What was tried, in words: the label when there is one, else the values of the parameters.</summary>
    public static string Modules(TrialDocument trial) =>
        trial.Label ?? ConfigurationText.Of(trial.Configuration);
}
