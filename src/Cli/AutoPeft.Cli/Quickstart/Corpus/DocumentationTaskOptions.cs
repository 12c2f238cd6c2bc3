namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>How the documentation task is cut.</summary>
/// <remarks>
/// With the twelve areas of .NET 10 the defaults give 2,400 training, 600 validation and 1,200 test texts.
/// </remarks>
internal sealed record DocumentationTaskOptions
{
    /// <summary>Training texts of each class, at most. Default 200.</summary>
    public int TrainPerClass { get; init; } = 200;

    /// <summary>Validation texts of each class, at most. Default 50.</summary>
    public int ValidationPerClass { get; init; } = 50;

    /// <summary>Test texts of each class, at most. Default 100.</summary>
    public int TestPerClass { get; init; } = 100;

    /// <summary>Texts of one type, at most, so that large types do not make up a class. Default 12.</summary>
    public int TextsPerType { get; init; } = 12;

    /// <summary>Words a text must have, hidden names and single letters not counted. Default 4.</summary>
    public int MinimumWords { get; init; } = 4;

    /// <summary>Words a text may have; longer ones are left out. Default 40.</summary>
    public int MaximumWords { get; init; } = 40;

    /// <summary>
    /// Texts whose sets of words overlap (Jaccard) at least this much count as one. In (0, 1]. Default 0.8.
    /// </summary>
    public double DuplicateOverlap { get; init; } = 0.8;
}
