using System.Text.RegularExpressions;
using AutoPeft.Dashboard.Reports;

namespace AutoPeft.Dashboard.Tests.Reports;

public sealed partial class StudyReportTests
{
    [Fact]
    public async Task A_report_is_whole_in_itself()
    {
        var page = await StudyReport.WriteAsync(SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40)).Study);

        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(OutsideAddress(), page);
        Assert.Contains("id=\"trial-2\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#trial-1\"", page, StringComparison.Ordinal);
        Assert.Contains("budget: { trials: 10 }", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_says_how_sure_each_point_is_where_the_space_is_known()
    {
        var study = SampleViews.Of([.. Enumerable.Range(0, 8).Select(i => (0.5 + (0.04 * i), 100.0 * (1 + i)))]).Study;

        var page = await StudyReport.WriteAsync(study, SamplePlans.Of(8));

        Assert.Contains(">Sure</th>", page, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ % sure to be on the front \\(1 seed\\)", page);
        Assert.DoesNotMatch(OutsideAddress(), page);
        Assert.DoesNotContain(">Sure</th>", await StudyReport.WriteAsync(study), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_without_results_has_a_report_too() =>
        Assert.Contains("Method", await StudyReport.WriteAsync(SampleViews.Of().Study), StringComparison.Ordinal);

    [GeneratedRegex("(href|src)=\"(?!#)|@import|url\\(")]
    private static partial Regex OutsideAddress();
}
