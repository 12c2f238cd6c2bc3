using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>Turns points of a study's search space into PEFT modules and training settings. The only place that does.</summary>
/// <remarks>
/// The names of parameters: <c>layer.3</c> and <c>layer.4-5</c> switch layers on; <c>lora.rank</c> is a setting of a method in
/// all layers, <c>lora.rank.3</c> and <c>lora.rank.4-5</c> in some; <c>learning_rate</c> and the like belong to the training.
/// A parameter that a configuration does not have leaves its layer on, its setting at the value of the study file or the
/// method's default, and a size at 0.
/// </remarks>
public sealed class PeftBinding
{
    /// <summary>What a baseline says its modules in, written out as JSON; no parameter of any space.</summary>
    private const string WrittenModules = "modules";

    private readonly ImmutableArray<ScopedParameter> _switches;
    private readonly ImmutableArray<int> _layers;
    private readonly ImmutableArray<MethodBinding> _methods;
    private readonly TrainingSettings _training;
    private readonly TaskKind _task;

    internal PeftBinding(
        (ModelShape Model, TaskKind Task) what, ImmutableArray<ScopedParameter> switches, ImmutableArray<MethodBinding> methods, TrainingSettings training)
    {
        (Shape, _task) = what;
        _switches = switches;
        _layers = switches.IsEmpty ? [.. Enumerable.Range(0, Shape.Layers)] : [.. switches.SelectMany(item => item.Layers).Order()];
        _methods = methods;
        _training = training;
    }

    /// <summary>The model.</summary>
    public ModelShape Shape { get; }

    /// <summary>Reads configurations outside any space, as baselines are: every setting of every method, in all layers.</summary>
    public static PeftBinding ForBaselines((ModelShape Model, TaskKind Task) what, TrainingSettings training) =>
        new(what, [], [.. MethodRegistry.BuiltIn.Methods.Select(method => Baseline(method, what.Model.Layers))], training);

    /// <summary>The configuration of a baseline with these modules, whatever the space can hold.</summary>
    public static Configuration Write(PeftConfig modules)
    {
        ArgumentNullException.ThrowIfNull(modules);

        return new([KeyValuePair.Create(WrittenModules, ParameterValue.Of(modules.ToJson()))]);
    }

    /// <summary>The point of the study's space that stands for these modules: the inverse of <see cref="PeftOf"/>.</summary>
    /// <param name="modules">The modules, such as those that another tool saved.</param>
    /// <param name="space">The study's space.</param>
    public FoundPoint Find(PeftConfig modules, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(space);

        var combined = Combinations.Read(modules, _methods.Select(method => method.Method));
        var found = Finder(space).Find(modules, combined);

        // A space may also have the members of a combination, in sizes that the combination has not.
        return found.Configuration is null && combined != modules.Placements && Finder(space).Find(modules, modules.Placements) is { Configuration: not null } apart
            ? apart
            : found;
    }

    private PointFinder Finder(SearchSpace space) => new(this, _switches, _methods, space);

    /// <summary>The settings that are the same in every configuration, one a line, for comparing two definitions.</summary>
    internal IEnumerable<string> FixedSettings() => _methods.SelectMany(method => method.Fields
        .Where(field => field.Parameters.IsEmpty)
        .Select(field => $"{method.Name}.{field.Field.Name}: {field.In(0, Configuration.Empty)}"));

    /// <summary>Whether a configuration has at least one module.</summary>
    public bool HasModules(Configuration configuration)
    {
        var on = OnLayers(configuration);

        return _methods.Any(method => method.PresentIn(on, configuration, Shape.Layers).Contains(true));
    }

    /// <summary>The modules of a configuration.</summary>
    public PeftConfig PeftOf(Configuration configuration)
    {
        if (configuration.Find(WrittenModules) is { } modules)
        {
            return PeftConfig.FromJson(modules.AsText, WrittenModules);
        }

        var layers = OnLayers(configuration);

        return PeftConfig.Of(_methods.SelectMany(method => method.In(layers, configuration)));
    }

    /// <summary>How a configuration is trained.</summary>
    public TrainingSettings TrainingOf(Configuration configuration)
    {
        var training = TrainingFields.All.Aggregate(_training, (settings, field) =>
            configuration.Find(field.Name) is { } value ? field.Set(settings, value.AsNumber) : settings);

        return configuration.Find(TrainingFields.TrainsBaseModel) is { IsOff: false } ? training with { TrainsBaseModel = true } : training;
    }

    /// <summary>What a configuration costs, every number of it by its name as a metric.</summary>
    public ImmutableDictionary<string, double> CostsOf(Configuration configuration) => AnalyticMetrics.All(CostOf(configuration)).ToImmutableDictionary();

    /// <summary>What a configuration costs.</summary>
    public CostReport CostOf(Configuration configuration)
    {
        var training = TrainingOf(configuration);
        var batch = new BatchShape(training.TextsAtOnce, training.MaximumLength, _task);

        return training.TrainsBaseModel
            ? CostModel.OfFullFineTuning(Shape, batch)
            : CostModel.Of(PeftOf(configuration), Shape, batch);
    }

    /// <summary>The one way of writing what this configuration says; parameters that say nothing get their first value, or 0.</summary>
    /// <remarks>A layer without modules is off; the sizes of layers that are off are 0; settings of absent modules are idle.</remarks>
    public Configuration Canonical(Configuration configuration)
    {
        var on = OnLayers(configuration);
        var used = new bool[Shape.Layers];
        var changes = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var method in _methods)
        {
            var present = method.PresentIn(on, configuration, Shape.Layers);
            for (var layer = 0; layer < used.Length; layer++)
            {
                used[layer] |= present[layer];
            }

            foreach (var parameter in method.Parameters)
            {
                if (!parameter.SpeaksOfAny(present))
                {
                    changes[parameter.Name] = parameter.Idle;
                }
            }
        }

        foreach (var item in _switches)
        {
            if (!item.SpeaksOfAny(used))
            {
                changes[item.Name] = ParameterValue.Of(false);
            }
        }

        return Replace(configuration, changes);
    }

    private static Configuration Replace(Configuration configuration, Dictionary<string, ParameterValue> changes) =>
        configuration.Entries.Any(entry => changes.TryGetValue(entry.Key, out var value) && value != entry.Value)
            ? new(configuration.Entries.Select(entry => KeyValuePair.Create(entry.Key, changes.GetValueOrDefault(entry.Key, entry.Value))))
            : configuration;

    private static MethodBinding Baseline(PeftMethod method, int layers) => new(method, [.. method.Fields.Select(field => new FieldBinding(
        field,
        [new(new FixedDomain($"{method.Name}.{field.Name}", ParameterValue.Of(0)), [.. Enumerable.Range(0, layers)])],
        field.IsSize ? 0 : field.Default ?? 0,
        layers))]);

    private ImmutableArray<int> OnLayers(Configuration configuration) => _switches.IsEmpty
        ? _layers
        : [.. _switches.Where(item => configuration.Find(item.Name) is not { IsOff: true }).SelectMany(item => item.Layers).Order()];
}
