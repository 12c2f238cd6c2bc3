using System.Text;
using System.Text.Json;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>Writes what whoever trains a trial elsewhere is told, a program or a remote trainer: one line of JSON; docs/command-runner.md describes it.</summary>
public static class AssignmentJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The assignment as a line without its end.</summary>
    public static string Write(TrialAssignment assignment)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("protocol", 1);
            json.WriteString("study", assignment.Study.Name);
            json.WriteNumber("trial", assignment.Trial);
            json.WriteNumber("attempt", assignment.Attempt);
            json.WriteNumber("seed", assignment.Seed);
            Raw(json, "configuration", assignment.Configuration.ToJson());
            Raw(json, "peft", assignment.Peft.ToJson());
            Raw(json, "training", JsonSerializer.Serialize(assignment.Training, Options));
            json.WriteString("model", assignment.Study.Model);
            WriteData(json, assignment.Study.Data);
            WriteObjectives(json, assignment.Study);
            json.WriteString("folder", assignment.CheckpointFolder);
            WriteResume(json, assignment);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    private static void WriteData(Utf8JsonWriter json, DataDefinition data)
    {
        json.WriteStartObject("data");
        json.WriteString("train", data.Train);
        json.WriteString("validation", data.Validation);
        json.WriteNumber("validation_fraction", data.Validation is null ? data.ValidationFraction : 0);
        json.WriteString("test", data.Test);
        json.WriteNumber("split_seed", data.SplitSeed);
        json.WriteString("text", data.Text);
        json.WriteString("text_pair", data.TextPair);
        json.WriteString("label", data.Label);
        json.WriteBoolean("header", data.HasHeader);
        json.WriteEndObject();
    }

    private static void WriteObjectives(Utf8JsonWriter json, StudyDefinition study)
    {
        json.WriteStartArray("objectives");
        foreach (var objective in study.Objectives.Where(objective => !objective.IsAnalytic))
        {
            json.WriteStringValue(objective.Name);
        }

        json.WriteEndArray();
    }

    private static void WriteResume(Utf8JsonWriter json, TrialAssignment assignment)
    {
        if (assignment.ResumeFrom is not { } from)
        {
            json.WriteNull("resume_from");
            return;
        }

        json.WriteStartObject("resume_from");
        json.WriteNumber("step", from.Step);
        json.WriteString("path", Path.Combine(assignment.CheckpointFolder, from.Path));
        json.WriteEndObject();
    }
}
