using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Transfer;

/// <summary>Describes configurations so that studies with other spaces, of other tasks or models, can be compared.</summary>
public interface ISharedDescription
{
    /// <summary>A configuration of the study itself: [features], whose number and order are the same for all studies.</summary>
    double[] Describe(Configuration configuration);

    /// <summary>What proposing trials of an earlier study needs, and how its configurations are described.</summary>
    /// <param name="earlier">What a store keeps of it.</param>
    /// <exception cref="InvalidInputException">It can no longer be read, or its trials are of another kind.</exception>
    (StudyPlan Plan, Func<Configuration, double[]> Describe) Read(StudyHeader earlier);
}
