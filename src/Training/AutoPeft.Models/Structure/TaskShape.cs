namespace AutoPeft.Models.Structure;

/// <summary>What a head has to answer.</summary>
/// <param name="Kind">What is learned.</param>
/// <param name="Outputs">K, the number of classes or tags; 1 for a number, and where the vocabulary gives it.</param>
public readonly record struct TaskShape(TaskKind Kind, int Outputs)
{
    /// <summary>Whether the tags mark where entities begin and go on, as in IOB2; no head depends on it. Default false.</summary>
    public bool MarksEntities { get; init; }

    /// <summary>The head of a task whose labels are these; none but classes and tags have labels.</summary>
    /// <param name="kind">What is learned.</param>
    /// <param name="labels">The number of labels; 0 where there are none.</param>
    public static TaskShape Of(TaskKind kind, int labels) =>
        new(kind, kind is TaskKind.Classification or TaskKind.TokenClassification ? labels : 1);
}
