using System.Globalization;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>What stands for the placeholders in a command.</summary>
/// <param name="assignment">The trial.</param>
/// <param name="assignmentPath">The file with its assignment. Full path.</param>
internal sealed class TrialPlaceholders(TrialAssignment assignment, string assignmentPath)
{
    /// <summary>A text of the command for this trial.</summary>
    public string Fill(string text) => ProgramText.Fill(text, Find);

    private string? Find(string name) => name switch
    {
        "assignment" => assignmentPath,
        "attempt" => assignment.Attempt.ToString(CultureInfo.InvariantCulture),
        "folder" => assignment.CheckpointFolder,
        "model" => assignment.Study.Model,
        "seed" => assignment.Seed.ToString(CultureInfo.InvariantCulture),
        "study" => assignment.Study.Name,
        "trial" => assignment.Trial.ToString(CultureInfo.InvariantCulture),
        _ => assignment.Configuration.Find(name)?.ToString(),
    };
}
