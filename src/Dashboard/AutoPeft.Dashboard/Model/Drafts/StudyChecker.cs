using System.Globalization;
using System.Numerics;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>Reads study files that people are still writing.</summary>
/// <param name="services">Whose models.</param>
/// <param name="options">Where relative paths start from.</param>
/// <param name="times">Says how long it would take.</param>
internal sealed class StudyChecker(DashboardServices services, DashboardOptions options, TimeEstimator times)
{
    /// <summary>What the file says, or everything that is wrong with it.</summary>
    public async Task<StudyCheck> CheckAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            var study = AskedStudy.Parse(text, "study.yaml", options.StudyFolder, services.Models);
            return Describe(study) with { Time = await times.OfAsync(study, cancellationToken) };
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
            Costs = CostRanges.Of(study),
            Trials = study.Plan.Control.Budget.Trials,
        };
    }

    private static string? Digits(BigInteger? number) => number?.ToString("N0", CultureInfo.InvariantCulture);
}
