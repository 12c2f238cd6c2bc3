using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Trainings;

/// <summary>Model and data that were named on the command line, as a study whose space nobody asks for.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Train">The file of the training texts.</param>
/// <param name="Validation">The file of the validation texts, or the share of the training texts; null for the default.</param>
/// <param name="Text">The column of the text.</param>
/// <param name="TextPair">The column of the second text; null when texts are single.</param>
/// <param name="Label">The column of the label.</param>
internal sealed record PlainStudy(
    string Model, string Train, string? Validation, string Text, string? TextPair, string Label)
{
    /// <summary>What is learned, e.g. <c>regression</c> or <c>sts-b</c>; null for classes.</summary>
    public string? Task { get; init; }

    /// <summary>What decides which epoch is the best; null for the loss and the task's usual metric.</summary>
    public string? Metric { get; init; }

    // The text is YAML to its reader; what JSON need not escape stays as the user typed it.
    private const string LanguageModelling = "language_modelling";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads it as a study file would be.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">Something of it cannot be used; carries every fault.</exception>
    public BoundStudy Bind(StudyFile files) => files.Parse(Definition().ToJsonString(Json), "command line", Directory.GetCurrentDirectory());

    private JsonObject Definition() => new()
    {
        ["task"] = Task ?? "classification",
        ["name"] = "train",
        ["model"] = Model,
        ["data"] = Data(),
        ["space"] = new JsonObject { ["lora"] = new JsonObject { ["rank"] = new JsonObject { ["choices"] = new JsonArray(0, 8) } } },
        ["objectives"] = new JsonArray(Metric ?? (Task is null ? "accuracy" : "loss")),
        ["budget"] = new JsonObject { ["trials"] = 1 },
    };

    private JsonObject Data()
    {
        var data = new JsonObject { ["train"] = Train, ["text"] = Text };
        if (Task != LanguageModelling)
        {
            data["label"] = Label;
        }

        if (TextPair is not null)
        {
            data["text_pair"] = TextPair;
        }

        if (Validation is not null)
        {
            data["validation"] = double.TryParse(Validation, System.Globalization.CultureInfo.InvariantCulture, out var share) ? share : Validation;
        }

        return data;
    }
}
