using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Optimization;

/// <summary>A stored study of any kind, as far as asking and telling need it.</summary>
/// <param name="Plan">What proposing its trials needs.</param>
/// <param name="ResultOf">What is recorded of an outcome.</param>
internal sealed record AskedStudy(StudyPlan Plan, Func<Trial, TrialOutcome, TrialResult> ResultOf)
{
    /// <summary>The objectives that must be told; the others follow from the configuration.</summary>
    public ImmutableArray<Objective> Measured => [.. Plan.Snapshot.Objectives.Where(objective => !objective.IsAnalytic)];

    /// <summary>The study of a definition that a store keeps.</summary>
    /// <exception cref="InvalidInputException">It can no longer be used here, for instance because its model is gone.</exception>
    public static AskedStudy Of(StudyHeader header)
    {
        var source = $"study {header.Name}";
        if (BlackBoxFile.IsDefinition(header.Definition))
        {
            var box = BlackBoxFile.Parse(header.Definition, source, header.Folder);
            return new(box.Plan, (_, outcome) => ResultMaker.Of(box.Objectives, box.Plan.Snapshot.Constraints, outcome));
        }

        var bound = new StudyFile(new ModelDescriber()).Parse(header.Definition, source, header.Folder);
        return new(bound.Plan, (trial, outcome) => ResultMaker.Of(bound, trial, outcome));
    }
}
