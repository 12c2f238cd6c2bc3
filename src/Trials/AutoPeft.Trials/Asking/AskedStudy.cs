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

    /// <summary>The names of all that must be told: those objectives, and what has a limit.</summary>
    public ImmutableArray<string> Asked =>
    [
        .. Measured.Select(objective => objective.Name)
            .Union(Plan.Snapshot.Constraints.Select(constraint => constraint.Name).Where(name => Bound is null || AnalyticMetrics.UnitOf(name) is null)),
    ];

    /// <summary>The study of a definition that a store keeps.</summary>
    /// <param name="header">What the store keeps.</param>
    /// <param name="models">Tells what models are made of; null when nobody here can.</param>
    /// <exception cref="InvalidInputException">It can no longer be used here, for instance because its model is gone.</exception>
    public static AskedStudy Of(StudyHeader header, IModelDescriber? models)
    {
        ArgumentNullException.ThrowIfNull(header);

        return Parse(header.Definition, $"study {header.Name}", header.Folder, models) with { Header = header };
    }

    /// <summary>The study of a text that may be of either kind.</summary>
    /// <param name="text">The study file, or one of a black box.</param>
    /// <param name="source">What to call it in faults.</param>
    /// <param name="folder">The folder that relative paths start from. Full path.</param>
    /// <param name="models">Tells what models are made of; null when nobody here can.</param>
    /// <exception cref="InvalidInputException">It cannot be used; carries every fault.</exception>
    public static AskedStudy Parse(string text, string source, string folder, IModelDescriber? models)
    {
        if (BlackBoxFile.IsDefinition(text))
        {
            var box = BlackBoxFile.Parse(text, source, folder);
            return new(box.Header, box.Plan, (_, outcome) => ResultMaker.Of(box.Objectives, box.Plan.Snapshot.Constraints, outcome));
        }

        var reader = new StudyFile(models ?? throw new InvalidInputException(new FaultPlace(source), "This dashboard cannot read models.", "Start it with 'autopeft serve'."));
        var bound = reader.Parse(text, source, folder);
        return new(bound.Header, bound.Plan, (trial, outcome) => ResultMaker.Of(bound, trial, outcome)) { Bound = bound };
    }

    /// <summary>The outcome of values that somebody tells.</summary>
    /// <exception cref="InvalidInputException">Something that must be told is missing or cannot be used.</exception>
    public TrialOutcome OutcomeOf(JsonElement values) => Usable(new ToldValues(Measured).Read(values));

    /// <summary>An outcome that was read from what somebody told, if it can be recorded.</summary>
    /// <exception cref="InvalidInputException">Something that must be told is missing or cannot be used.</exception>
    public TrialOutcome Usable(TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);

        var missing = outcome.State == TrialState.Completed ? Asked.FirstOrDefault(name => !outcome.Metrics.ContainsKey(name)) : null;
        var reason = missing is not null ? $"'{missing}', which has a limit, is missing." : outcome.Reason;

        return missing is null && outcome.State != TrialState.Failed
            ? outcome
            : throw new InvalidInputException(new FaultPlace("values"), reason, $"Give one JSON object with {string.Join(", ", Asked)}.");
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
