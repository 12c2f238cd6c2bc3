using AutoPeft.Bench.Search;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;

namespace AutoPeft.Bench.Tests.Search.Problems;

public sealed class Dtlz2ProblemTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void The_front_is_the_sphere_of_radius_1(int objectives)
    {
        var problem = BenchmarkProblems.Find($"dtlz2-{objectives}")!;
        var values = problem.Evaluate(At(problem, index => index < objectives - 1 ? 0.1 + (0.13 * index) : 0.5));

        Assert.Equal(objectives, values.Length);
        Assert.All(values, value => Assert.InRange(value, 1e-6, 1));
        Assert.Equal(1, values.Sum(value => value * value), 1e-12);
    }

    [Fact]
    public void Each_variable_of_the_distance_moves_away_from_the_front()
    {
        var problem = BenchmarkProblems.Find("dtlz2-4")!;

        var values = problem.Evaluate(At(problem, index => index < 3 ? 0.3 : 0.5 + ((index % 2 == 0 ? 1 : -1) * Math.Sqrt(0.5 / 6))));

        Assert.Equal(1.5, Math.Sqrt(values.Sum(value => value * value)), 1e-12);
    }

    [Fact]
    public void The_ideal_hypervolume_is_what_a_dense_front_comes_near_to()
    {
        var problem = BenchmarkProblems.Find("dtlz2-3")!;
        var front = Enumerable.Range(0, 40 * 40).Select(cell => problem.Evaluate(At(problem, index => index switch
        {
            0 => (cell % 40) / 39.0,
            1 => (cell / 40) / 39.0,
            _ => 0.5,
        }))).ToArray();

        Assert.InRange(Hypervolume.Of(front, problem.ReferencePoint.AsSpan()) / problem.IdealHypervolume, 0.99, 1);
    }

    [Fact]
    public void There_are_three_to_eight_objectives()
    {
        Assert.Null(BenchmarkProblems.Find("dtlz2-9"));
        Assert.NotNull(BenchmarkProblems.Find("dtlz2-8"));
        Assert.Equal(2, BenchmarkProblems.Find("dtlz2")!.ReferencePoint.Length);
    }

    [Theory]
    [InlineData("dtlz2", 2)]
    [InlineData("dtlz2-3", 3)]
    [InlineData("dtlz2-6", 6)]
    public void A_study_of_it_has_all_its_objectives(string name, int objectives)
    {
        var study = SearchRun.Start(BenchmarkProblems.Find(name)!, 0, new(21, 20, Blind: true, InferReference: false));

        Assert.Equal(objectives, study.Objectives.Select(objective => objective.Name).Distinct().Count());
        Assert.All(study.Observations, observation => Assert.Equal(objectives, study.LossesOf(observation).Length));
        Assert.Equal(objectives, study.ReferencePoint?.Length);
    }

    private static Configuration At(BenchmarkProblem problem, Func<int, double> place) => problem.Space.Domains.Index()
        .Aggregate(Configuration.Empty, (configuration, entry) => configuration.With(entry.Item.Name, ParameterValue.Of(place(entry.Index))));
}
