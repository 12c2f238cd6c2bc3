using AutoPeft.Models.Structure;
using AutoPeft.Training.Data;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What the rows of a study depend on.</summary>
/// <param name="Data">Where they are.</param>
/// <param name="Kind">What is learned from them.</param>
internal readonly record struct StudyTexts(DataDefinition Data, TaskKind Kind)
{
    /// <summary>The rows of a study.</summary>
    public static StudyTexts Of(StudyDefinition study) => new(study.Data, study.Task.Kind);

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">A file cannot be used; carries every fault.</exception>
    public TaskData Load() => TaskData.Load(TaskDataConfigs.Of(Data, Kind));
}
