using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Recipes;

/// <summary>What tasks are called in recipes and by the tools that load exports.</summary>
internal static class RecipeTasks
{
    private static readonly (TaskKind Kind, string Name, string Peft, string Architecture, string Pipeline)[] All =
    [
        (TaskKind.Classification, "classification", "SEQ_CLS", "SequenceClassification", "text-classification"),
        (TaskKind.Regression, "regression", "SEQ_CLS", "SequenceClassification", "text-classification"),
        (TaskKind.TokenClassification, "token_classification", "TOKEN_CLS", "TokenClassification", "token-classification"),
        (TaskKind.LanguageModelling, "language_modelling", "CAUSAL_LM", "CausalLM", "text-generation"),
    ];

    /// <summary>The task of a recipe's name; null when there is none.</summary>
    public static TaskKind? Find(string name) => All.Where(task => task.Name == name).Select(task => (TaskKind?)task.Kind).FirstOrDefault();

    /// <summary>The name in a recipe.</summary>
    public static string NameOf(TaskKind kind) => Of(kind).Name;

    /// <summary>PEFT's <c>task_type</c>.</summary>
    public static string PeftTypeOf(TaskKind kind) => Of(kind).Peft;

    /// <summary>What follows <c>For</c> in the names of transformers' classes.</summary>
    public static string ArchitectureOf(TaskKind kind) => Of(kind).Architecture;

    /// <summary>The hub's <c>pipeline_tag</c>.</summary>
    public static string PipelineOf(TaskKind kind) => Of(kind).Pipeline;

    private static (TaskKind Kind, string Name, string Peft, string Architecture, string Pipeline) Of(TaskKind kind) =>
        All.Single(task => task.Kind == kind);
}
