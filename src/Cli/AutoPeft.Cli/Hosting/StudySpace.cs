using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Hosting;

/// <summary>Reads the space of a study that is there already.</summary>
internal static class StudySpace
{
    /// <summary>The plan of the study; null when its definition needs a model that is no longer there.</summary>
    public static StudyPlan? Of(StudyRecord study)
    {
        try
        {
            return AskedStudy.Of(study.Header, new ModelDescriber()).Plan;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
