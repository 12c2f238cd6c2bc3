using System.Text.Json;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Bench.Tests.Search.Problems;

/// <summary>The problems against the vectors that every peer's implementation was held to.</summary>
public sealed class BenchmarkProblemTests
{
    public static TheoryData<string> Names => [.. BenchmarkProblems.All().Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_objectives_are_those_of_the_vectors(string name)
    {
        var problem = Problem(name);
        foreach (var vector in Vectors().GetProperty(name).EnumerateArray())
        {
            var values = problem.Evaluate(At(problem, Numbers(vector.GetProperty("x"))));

            AssertClose(Numbers(vector.GetProperty("f")), values);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_initial_points_of_ten_seeds_dominate_what_the_vectors_say(string name)
    {
        var problem = Problem(name);
        foreach (var entry in Vectors().GetProperty($"{name}/init_hv").EnumerateObject())
        {
            var values = problem.InitialPoints(long.Parse(entry.Name), 20).Select(problem.Evaluate).ToArray();

            AssertClose([entry.Value.GetDouble()], [Hypervolume.Of(values, InitialReference(problem))]);
        }
    }

    [Fact]
    public void The_noise_is_that_of_the_vectors()
    {
        foreach (var entry in Vectors().GetProperty("noise").EnumerateArray().Select(Numbers))
        {
            AssertClose([entry[2]], [BenchmarkProblem.NoiseOf((long)entry[0], (long)entry[1])]);
        }
    }

    [Fact]
    public void The_true_front_of_the_peft_problem_dominates_its_ideal_hypervolume()
    {
        var problem = Problem("peft");
        var front = Read("benchmark-peft-front.json").GetProperty("peft_front").EnumerateArray()
            .Select(point => problem.Evaluate(At(problem, Numbers(point.GetProperty("x"))))).ToArray();

        Assert.Equal(front.Length, ParetoFront.IndicesOf(front).Length);
        Assert.Equal(problem.IdealHypervolume, Hypervolume.Of(front, problem.ReferencePoint.AsSpan()), 1e-9);
    }

    private static BenchmarkProblem Problem(string name) => BenchmarkProblems.All().Single(problem => problem.Name == name);

    private static Configuration At(BenchmarkProblem problem, double[] coordinates)
    {
        var configuration = Configuration.Empty;
        foreach (var (domain, coordinate) in problem.Space.Domains.Zip(coordinates))
        {
            configuration = configuration.With(
                domain.Name, domain is DiscreteDomain discrete ? discrete.At((int)coordinate) : ParameterValue.Of(coordinate));
        }

        return configuration;
    }

    /// <summary>Random points of the ZDT problems dominate nothing within (1.1, 1.1), so the vectors measure from (11, 11).</summary>
    private static double[] InitialReference(BenchmarkProblem problem) =>
        problem is ZdtProblem ? [11, 11] : [.. problem.ReferencePoint];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Vectors() => Read("benchmark-vectors.json");

    private static JsonElement Read(string file)
    {
        var path = Repository.SharedReference(file);
        Assert.SkipWhen(path is null, $"The reference file {file} is not on this machine.");

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }
}
