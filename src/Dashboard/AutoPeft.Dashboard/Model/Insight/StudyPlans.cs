using System.Collections.Concurrent;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Insight;

/// <summary>Reads the search spaces of studies, each once.</summary>
/// <param name="services">Whose models.</param>
internal sealed class StudyPlans(DashboardServices services)
{
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset Created), Lazy<(StudyPlan? Plan, string WhyNone)>> _known = [];

    /// <summary>The plan of a study; null with the reason when it cannot be read here, for instance because its model is elsewhere.</summary>
    public (StudyPlan? Plan, string WhyNone) Of(StudyRecord study) =>
        _known.GetOrAdd((study.Header.Name, study.Created), _ => new(() => Read(study.Header))).Value;

    private (StudyPlan? Plan, string WhyNone) Read(StudyHeader header)
    {
        try
        {
            if (BlackBoxFile.IsDefinition(header.Definition))
            {
                return (BlackBoxFile.Parse(header.Definition, header.Name, header.Folder).Plan, string.Empty);
            }

            return services.Models is { } models
                ? (new StudyFile(models).Parse(header.Definition, header.Name, header.Folder).Plan, string.Empty)
                : (null, "This dashboard cannot read models.");
        }
        catch (InvalidInputException refused)
        {
            return (null, refused.Faults[0].Message);
        }
    }
}
