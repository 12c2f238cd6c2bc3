using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>A stored study of any kind, as far as asking and telling need it.</summary>
/// <param name="Header">What the store keeps of it.</param>
/// <param name="Plan">What proposing its trials needs.</param>
/// <param name="ResultOf">What is recorded of an outcome.</param>
public sealed record AskedStudy(StudyHeader Header, StudyPlan Plan, Func<Trial, TrialOutcome, TrialResult> ResultOf)
{
    /// <summary>The study of PEFT modules; null for a black box, whose trials are nothing but configurations.</summary>
    public BoundStudy? Bound { get; private init; }

    /// <summary>The objectives that must be told; the others follow from the configuration.</summary>
    public ImmutableArray<Objective> Measured => [.. Plan.Snapshot.Objectives.Where(objective => !objective.IsAnalytic)];

    /// <summary>The study of a definition that a store keeps.</summary>
    /// <param name="header">What the store keeps.</param>
    /// <param name="models">Tells what models are made of; null when nobody here can.</param>
    /// <exception cref="InvalidInputException">It can no longer be used here, for instance because its model is gone.</exception>
    public static AskedStudy Of(StudyHeader header, IModelDescriber? models)
    {
        ArgumentNullException.ThrowIfNull(header);

        var source = $"study {header.Name}";
        if (BlackBoxFile.IsDefinition(header.Definition))
        {
            var box = BlackBoxFile.Parse(header.Definition, source, header.Folder);
            return new(header, box.Plan, (_, outcome) => ResultMaker.Of(box.Objectives, box.Plan.Snapshot.Constraints, outcome));
        }

        var reader = new StudyFile(models ?? throw new InvalidInputException(new FaultPlace(source), "Models cannot be read here.", "Use 'autopeft serve'."));
        var bound = reader.Parse(header.Definition, source, header.Folder);
        return new(header, bound.Plan, (trial, outcome) => ResultMaker.Of(bound, trial, outcome)) { Bound = bound };
    }

    /// <summary>The outcome of values that somebody tells.</summary>
    /// <exception cref="InvalidInputException">An objective is missing or cannot be used.</exception>
    public TrialOutcome OutcomeOf(JsonElement values)
    {
        var outcome = new ToldValues(Measured).Read(values);
        return outcome.State != TrialState.Failed ? outcome : throw new InvalidInputException(
            new FaultPlace("values"), outcome.Reason, $"Give one JSON object with {string.Join(", ", Measured.Select(objective => objective.Name))}.");
    }

    /// <summary>The configuration as the search writes it.</summary>
    /// <exception cref="InvalidInputException">It does not lie in the study's space.</exception>
    public Configuration Canonical(Configuration configuration)
    {
        var space = Plan.Snapshot.Space;
        return space.WhyInvalid(configuration) is { } reason
            ? throw new InvalidInputException(new FaultPlace("configuration"), reason, "Give a configuration of the study's space.")
            : space.Canonical(configuration);
    }
}
