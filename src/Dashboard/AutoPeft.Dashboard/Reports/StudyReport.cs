using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutoPeft.Dashboard.Reports;

/// <summary>A study as one self-contained page: no scripts, no addresses outside itself, to attach to a paper or a pull request.</summary>
public static class StudyReport
{
    /// <summary>The page as HTML.</summary>
    /// <param name="study">The study as it is now.</param>
    /// <param name="plan">Its space, from which follows how sure each point of the front is; null: the page does not say.</param>
    public static async Task<string> WriteAsync(StudyRecord study, StudyPlan? plan = null)
    {
        var odds = FrontOdds.Of(new(study, _ => string.Empty), plan);
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.View)] = new StudyView(study, _ => string.Empty, odds: _ => odds),
            [nameof(ReportPage.Style)] = ReadStyle(),
        });

        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString());
    }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(StudyReport).Assembly.GetManifestResourceStream("wwwroot/app.css")!);

        return reader.ReadToEnd();
    }
}
