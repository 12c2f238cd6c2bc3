using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Dashboard.Model;

/// <summary>Reads study files that people are still writing.</summary>
/// <param name="services">Whose models.</param>
/// <param name="options">Where relative paths start from.</param>
internal sealed class StudyChecker(DashboardServices services, DashboardOptions options)
{
    private const int Samples = 200;

    /// <summary>What the file says, or everything that is wrong with it.</summary>
    public StudyCheck Check(string text)
    {
        try
        {
            return Describe(AskedStudy.Parse(text, "study.yaml", options.StudyFolder, services.Models));
        }
        catch (InvalidInputException refused)
        {
            return new(null, refused.Faults);
        }
    }

    private static StudyCheck Describe(AskedStudy study)
    {
        var space = study.Plan.Snapshot.Space;
        var size = space.Count();

        return new(study.Header.Name, [])
        {
            Parameters = space.Domains.Length,
            Points = Digits(size.Points),
            Valid = Digits(size.Valid),
            LeftOut = size is { Points: { IsZero: false } points, Valid: { } valid } ? 1 - Math.Exp(BigInteger.Log(valid) - BigInteger.Log(points)) : null,
            Costs = [.. Costs(study.Plan.Snapshot)],
            Trials = study.Plan.Control.Budget.Trials,
        };
    }

    private static IEnumerable<CostRange> Costs(StudySnapshot study)
    {
        var key = RandomKey.FromSeed(0).For("sample");
        var sample = Enumerable.Range(0, Samples).Select(i => study.Space.Sample(key.For(i))).OfType<Configuration>().ToArray();
        foreach (var (name, cost) in sample.Length == 0 ? [] : study.Oracles)
        {
            var values = sample.Select(cost).Order().ToImmutableArray();
            yield return new(name, values[0], values[values.Length / 2], values[^1]);
        }
    }

    private static string? Digits(BigInteger? number) => number?.ToString("N0", CultureInfo.InvariantCulture);
}
