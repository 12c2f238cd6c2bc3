namespace AutoPeft.Bench.Search.Problems;

/// <summary>The problems on which samplers are compared.</summary>
internal static class BenchmarkProblems
{
    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<BenchmarkProblem> All() =>
    [
        new ZdtProblem(1, 0.876666667),
        new ZdtProblem(2, 0.543333333),
        new ZdtProblem(3, 1.331762909),
        new Dtlz2Problem(),
        new BraninCurrinProblem(),
        new PeftProblem(0),
        new PeftProblem(0.005),
    ];

    /// <summary>The problem of a name: one of all, or <c>dtlz2-M</c> with M objectives, 3 to 8; null when there is none.</summary>
    public static BenchmarkProblem? Find(string? name) => All().Concat(Enumerable.Range(3, 6).Select(objectives => new Dtlz2Problem(objectives)))
        .FirstOrDefault(problem => problem.Name == name);
}
