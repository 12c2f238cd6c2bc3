using AutoPeft.Models.Structure;
using AutoPeft.Training.Data;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Hands the data part of a study to the training.</summary>
internal static class TaskDataConfigs
{
    /// <summary>The same in the training's terms.</summary>
    public static TaskDataConfig Of(DataDefinition data, TaskKind kind) => new()
    {
        Kind = kind,
        TrainPath = data.Train,
        ValidationPath = data.Validation,
        TestPath = data.Test,
        Format = data.Format is { } format ? Of(format) : null,
        HasHeader = data.HasHeader,
        TextColumn = data.Text,
        PairColumn = data.TextPair,
        LabelColumn = data.Label,
        Labels = data.Labels,
        ValidationFraction = data.ValidationFraction,
        TestFraction = data.TestFraction,
        TrainLimit = data.TrainLimit,
        ValidationLimit = data.ValidationLimit,
        TestLimit = data.TestLimit,
        SplitSeed = data.SplitSeed,
    };

    private static TableFormat Of(DataFormat format) => format switch
    {
        DataFormat.Tsv => TableFormat.Tsv,
        DataFormat.Csv => TableFormat.Csv,
        DataFormat.Jsonl => TableFormat.JsonLines,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };
}
