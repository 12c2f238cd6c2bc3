using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Probes;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>The sections of a study file, as far as they could be read.</summary>
internal sealed record StudySections
{
    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of the model; null when it could not be read, or only its shape is given.</summary>
    public string? Model { get; init; }

    /// <summary>The model's shape; null when it could not be read.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>What is learned.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>The texts; null when they could not be read.</summary>
    public DataDefinition? Data { get; init; }

    /// <summary>What may be tried; null when it could not be read.</summary>
    public BoundSpace? Space { get; init; }

    /// <summary>What trains the trials; null for our engine.</summary>
    public ProgramDefinition? Program { get; init; }

    /// <summary>What is optimised.</summary>
    public required ImmutableArray<Objective> Objectives { get; init; }

    /// <summary>Limits on what training measures.</summary>
    public required ImmutableArray<OutcomeConstraint> Constraints { get; init; }

    /// <summary>How the study is carried out.</summary>
    public required ControlDefinition Control { get; init; }

    private ImmutableArray<NamedPoint> WarmStart { get; init; } = [];

    private ImmutableArray<NamedModules> Baselines { get; init; } = [];

    private ImmutableArray<ProbedModule> Prior { get; init; } = [];

    /// <summary>Whether a file that the text names was replaced in it by its content.</summary>
    public bool HasReplaced { get; private init; }

    /// <summary>Reads all sections. Faults are collected, also those of what the file has beside them, and of sections that do not go together.</summary>
    public static StudySections Read(YamlMap root, string folder, IModelDescriber describer)
    {
        var name = StudyNameSection.Read(root);
        var (model, shape) = ModelSection.Read(root, folder, describer);
        var task = TaskSection.Read(root);
        var data = DataSection.Read(root, folder, task.Kind);
        var space = SpaceSection.Read(root, shape, task.Kind);
        var program = RunnerSection.Read(root, folder);
        Func<YamlMap, YamlNode, string, KnownMetric?> metrics = program is null ? ObjectivesSection.Find : ObjectivesSection.FindOpen;
        var sections = new StudySections
        {
            Name = name,
            Model = model,
            Shape = shape,
            Task = task,
            Data = data,
            Space = space,
            Program = program,
            Objectives = ObjectivesSection.Read(root, metrics),
            Constraints = OutcomeConstraintReader.Read(root, metrics),
            Control = ReadControl(root),
        };
        SamplerSection.Check(root, sections.Control.Sampler, sections.Objectives);
        sections = sections.WithModules(root, folder);
        root.RejectOthers();
        sections.Check(root);
        return sections;
    }

    /// <summary>The study; only when there is no fault.</summary>
    public StudyDefinition ToDefinition() => new()
    {
        Name = Name,
        Model = Model!,
        Shape = Shape!,
        Data = Data!,
        Task = Task,
        Space = Space!.Space,
        Training = Space.Training,
        Objectives = Objectives,
        Constraints = Constraints,
        WarmStart = WarmStart,
        Baselines = Baselines,
        Prior = Prior,
        Control = Control,
        Program = Program,
    };

    private static ControlDefinition ReadControl(YamlMap root) => ControlSections.Read(root) with
    {
        Pruner = PrunerSection.Read(root),
        Isolation = IsolationSection.Read(root),
    };

    // Modules from elsewhere mean nothing without the model that they belong to.
    private StudySections WithModules(YamlMap root, string folder)
    {
        if (Shape is null)
        {
            return this;
        }

        var chosen = new ChosenModulesSections(root, folder, Shape);
        var (warmStart, baselines) = (Space is null ? [] : chosen.ReadWarmStart(Space), chosen.ReadBaselines());
        var prior = PriorSection.Read(root, folder, (Shape, Control.Sampler));

        return this with { WarmStart = warmStart, Baselines = baselines, Prior = prior.Modules, HasReplaced = chosen.HasReplaced || prior.HasReplaced };
    }

    private void Check(YamlMap root)
    {
        if (Program is null)
        {
            ObjectivesSection.CheckTask(root, Objectives, Task);
            ObjectivesSection.CheckLabels(root, Objectives, Data?.Labels ?? []);
        }
        else if (Space is not null)
        {
            RunnerSection.Check(root, Program, Space.Space);
            PrunerSection.CheckProgram(root, Control.Pruner);
            IsolationSection.RefuseBesideProgram(root);
        }

        if (Model is null && Shape is not null)
        {
            root.Faults.Add(root.Source.PlaceOf(root.Node("model")!), "A study needs a model with weights.", "Give the folder of a model.");
        }
    }
}
