using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class StudyComparisonTests
{
    [Fact]
    public void Volumes_are_measured_against_one_point_and_dominated_parts_counted()
    {
        var comparison = Compare(Study((0.5, 10), (0.7, 1000)), Study((0.8, 100)));

        Assert.Equal([0.5, 0], comparison.Studies.Select(study => study.Dominated)); // 0.7 with 1000 is beaten, 0.5 with 10 is not
        Assert.Equal([2, 1], comparison.Studies.Select(study => study.OnFront));
        Assert.Contains(comparison.Studies, study => study.Behind == 0);
    }

    [Fact]
    public void A_stated_reference_point_is_that_of_all()
    {
        var comparison = Compare(Referred(Study((0.9, 100))), Referred(Study((0.8, 10))));

        Assert.Equal([0.5, 1000], comparison.ReferencePoint);
        Assert.Equal([0.4 * 1, 0.3 * 2], comparison.Studies.Select(study => Math.Round(study.Hypervolume, 12))); // decades of parameters
        Assert.Equal([0.2, 0], comparison.Studies.Select(study => Math.Round(study.Behind, 12)));
    }

    [Fact]
    public void A_study_without_completed_trials_is_behind_by_all()
    {
        var comparison = Compare(Study((0.9, 100), (0.8, 10)), Study());

        Assert.Equal((0, 0.0, comparison.Studies[0].Hypervolume, 0.0), (
            comparison.Studies[1].OnFront, comparison.Studies[1].Hypervolume, comparison.Studies[1].Behind, comparison.Studies[1].Dominated));
    }

    [Fact]
    public void Studies_of_other_scales_cannot_be_compared()
    {
        var header = Study((0.9, 100)).Header;
        var linear = header with { Objectives = [header.Objectives[0], header.Objectives[1] with { IsLogarithmic = false }] };

        Assert.True(StudyComparison.IsPossible(header, header with { Name = "other" }));
        Assert.False(StudyComparison.IsPossible(header, linear));
    }

    private static StudyRecord Study(params (double Accuracy, double Parameters)[] values) => FinishedStudy.Of(values);

    private static StudyRecord Referred(StudyRecord study) => study with
    {
        Header = study.Header with { Objectives = [.. study.Header.Objectives.Zip([0.5, 1000.0], (objective, worst) => objective with { Reference = worst })] },
    };

    private static StudyComparison Compare(params StudyRecord[] studies) => StudyComparison.Of([.. studies.Select(study => (study, StudyFront.Of(study)))]);
}
