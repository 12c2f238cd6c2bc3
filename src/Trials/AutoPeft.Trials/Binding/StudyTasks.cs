using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>The tasks that a study file may name.</summary>
public static class StudyTasks
{
    /// <summary>The kinds of task, the default first, and then the tasks of GLUE.</summary>
    public static ImmutableArray<TaskDefinition> All { get; } =
    [
        new(),
        new() { Name = "regression", Kind = TaskKind.Regression },
        new() { Name = "token_classification", Kind = TaskKind.TokenClassification },
        new() { Name = "language_modelling", Kind = TaskKind.LanguageModelling },
        .. GlueTasks.All,
    ];
}
