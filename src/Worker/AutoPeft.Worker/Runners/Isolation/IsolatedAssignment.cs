using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Isolation;

/// <summary>A trial as its process is told of it: everything from which the assignment can be made again.</summary>
/// <param name="Definition">The study file's content.</param>
/// <param name="StudyFolder">The folder that its relative paths start from. Full path.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="Origin">Who wanted it.</param>
/// <param name="Configuration">The point of the space, as JSON.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Folder">The trial's folder. Full path.</param>
/// <param name="ResumeFrom">Where to continue; null for the beginning.</param>
internal sealed record IsolatedAssignment(
    string Definition, string StudyFolder, int Trial, int Attempt, TrialOrigin Origin, string Configuration, long Seed, string Folder, CheckpointReference? ResumeFrom)
{
    /// <summary>The message of an assignment.</summary>
    public static IsolatedAssignment Of(TrialAssignment assignment)
    {
        var header = assignment.Header ?? throw new ArgumentException("The study is in no store.", nameof(assignment));

        return new(
            header.Definition,
            header.Folder,
            assignment.Trial,
            assignment.Attempt,
            assignment.Origin,
            assignment.Configuration.ToJson(),
            assignment.Seed,
            assignment.CheckpointFolder,
            assignment.ResumeFrom);
    }

    /// <summary>The message of a line.</summary>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public static IsolatedAssignment Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<IsolatedAssignment>(line) ?? throw new JsonException("It is null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException(new FaultPlace("standard input"), $"This is no assignment: {fault.Message}", "Let 'isolation: process' start this command.");
        }
    }

    /// <summary>The message as one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The assignment.</summary>
    /// <param name="files">Reads the study.</param>
    /// <exception cref="InvalidInputException">The study cannot be used here.</exception>
    public TrialAssignment Bind(StudyFile files)
    {
        var study = files.Parse(Definition, "study", StudyFolder);
        var binding = study.BindingOf(Origin);
        var point = Search.Space.Configuration.FromJson(Configuration);

        return new()
        {
            Study = study.Definition,
            Trial = Trial,
            Attempt = Attempt,
            Origin = Origin,
            Configuration = point,
            Peft = binding.PeftOf(point),
            Training = binding.TrainingOf(point),
            Seed = Seed,
            Pruner = Origin.IsSearch() ? study.Definition.Control.Pruner : null,
            CheckpointFolder = Folder,
            ResumeFrom = ResumeFrom,
        };
    }
}
