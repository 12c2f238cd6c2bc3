using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>The trained numbers of all targets with one budget. The first batch says what they are; until then they are the largest elements.</summary>
internal sealed class SptModule : PeftModule
{
    private readonly SptConfig _config;
    private readonly ModuleContext _context;
    private readonly ImmutableArray<ModuleShape> _modules;
    private readonly NamedTensor _values;
    private readonly NamedTensor _counts;
    private readonly NamedTensor _structured;
    private readonly NamedTensor _rows;
    private readonly NamedTensor _columns;
    private readonly NamedTensor _started;
    private readonly Tensor _zero;

    // Changes of the frozen weights, all zero: their gradients are those of the weights. There in the first batch only.
    private readonly Tensor?[] _changes;
    private SptTarget[]? _targets;

    public SptModule(SptConfig config, ImmutableArray<ModuleShape> modules, ModuleContext context)
    {
        var (engine, name, count) = (context.Model.Engine, $"layers.{modules[0].Layer}.{config.Method}.", config.Count * modules.Length);
        (_config, _context, _modules, _changes) = (config, context, modules, new Tensor?[modules.Length]);
        NamedTensor State(string part, int length) => new(name + part, engine.Constant(new float[length], new(length)));
        _values = context.Zeros(new(name + "values", new(count)));
        (_counts, _structured, _started) = (State("counts", modules.Length), State("structured", modules.Length), State("started", 1));
        (_rows, _columns) = (State("rows", count), State("columns", count));
        _zero = engine.Constant([0], new(1, 1));
        Start([.. modules.Select(module => context.WeightOf(module).ToFloats().Select(MathF.Abs).ToArray())]);
    }

    public override IReadOnlyList<NamedTensor> Parameters => [_values];

    public override IReadOnlyList<NamedTensor> State => [_counts, _structured, _rows, _columns, _started];

    protected override IEnumerable<Tensor> Constants => [_zero, .. _changes.OfType<Tensor>()];

    public override void AddTo(ExtensionSet extensions)
    {
        for (var target = 0; target < _modules.Length; target++)
        {
            extensions.Add(_modules[target].Layer, _modules[target].Kind, new SptExtension(this, target));
        }
    }

    /// <summary>What the numbers of a target make of its input, [B, T, out].</summary>
    public Tensor ChangeOf(int target, Tensor input) => Targets()[target].Change(input, _values.Tensor, _zero);

    /// <summary>What the gradient of a target's weight is taken of; null once the numbers are shared out.</summary>
    public Tensor? GradientOf(int target)
    {
        var module = _modules[target];

        return _started.Tensor.Item() != 0
            ? null
            : _changes[target] ??= _context.Model.Engine.Parameter(
                new float[module.OutputSize * module.InputSize], new(module.OutputSize, module.InputSize));
    }

    public override void BeforeUpdate(TrainingMoment moment)
    {
        if (_changes.Any(change => change?.Gradient is null))
        {
            return;
        }

        Start([.. _changes.Select(change => change!.Gradient!.ToArray().Select(slope => slope * slope).ToArray())]);
        _started.Tensor.CopyFrom([1]);
        _values.Tensor.ClearGradient(); // it was one of other elements
        for (var target = 0; target < _changes.Length; target++)
        {
            _changes[target]!.Dispose();
            _changes[target] = null;
        }
    }

    public override IEnumerable<PeftPlacement> Found(PeftGroup group) => Targets().Select(target => new PeftPlacement(
        target.Module.Layer,
        target.Places is { } places
            ? new LiftConfig { Count = places.Length, ApproximationRank = 1, Targets = [target.Module.Kind] }
            : new LoraConfig { Rank = _config.Rank, Alpha = _config.Alpha, Targets = [target.Module.Kind] }));

    public override IReadOnlyList<TensorData> Folded()
    {
        var values = _values.Tensor.ToArray();

        return [.. Targets().SelectMany(target => Folded(target, values[target.Part]))];
    }

    private TensorData[] Folded(SptTarget target, float[] own)
    {
        if (target.Places is not { } places)
        {
            var split = _config.Rank * target.Module.InputSize;

            return LoraNames.Folded(target.Module, own[..split], own[split..]);
        }

        var name = TargetNames.Of(target.Module, LiftConfig.MethodName);

        return
        [
            new(name + ".values", new(own.Length), own),
            new(name + ".places", new(own.Length), places.Select(place => (float)place).ToArray()),
        ];
    }

    private void Start(ImmutableArray<float[]> scores)
    {
        ImmutableArray<int> updates = [.. _modules.Select(module => _config.Rank * (module.InputSize + module.OutputSize))];
        var plan = SptPlan.Of(scores, updates, _values.Tensor.Shape.Count);
        var (rows, columns) = (new float[_values.Tensor.Shape.Count], new float[_values.Tensor.Shape.Count]);
        var (values, first) = (new float[_values.Tensor.Shape.Count], 0);
        for (var target = 0; target < _modules.Length; target++)
        {
            var module = _modules[target];
            for (var i = 0; i < plan.Places[target].Length; i++)
            {
                (rows[first + i], columns[first + i]) = (plan.Places[target][i] / module.InputSize, plan.Places[target][i] % module.InputSize);
            }

            if (plan.Structured[target])
            {
                FirstOf(module).CopyTo(values, first); // A; B stays zero
            }

            first += plan.Counts[target];
        }

        _values.Tensor.CopyFrom(values);
        _counts.Tensor.CopyFrom([.. plan.Counts.Select(count => (float)count)]);
        _structured.Tensor.CopyFrom([.. plan.Structured.Select(update => update ? 1f : 0f)]);
        _rows.Tensor.CopyFrom(rows);
        _columns.Tensor.CopyFrom(columns);
        _targets = null;
    }

    private float[] FirstOf(ModuleShape module) =>
        WeightInitialization.KaimingUniform(_config.Rank * module.InputSize, module.InputSize, _context.KeyOf(module, _config.Method));

    // When they are asked for first: a checkpoint that is taken up again has its own.
    private SptTarget[] Targets()
    {
        if (_targets is not null)
        {
            return _targets;
        }

        var (counts, structured) = (_counts.Tensor.ToArray(), _structured.Tensor.ToArray());
        var (rows, columns, first) = (_rows.Tensor.ToArray(), _columns.Tensor.ToArray(), 0);
        var targets = new SptTarget[_modules.Length];
        for (var target = 0; target < targets.Length; target++)
        {
            var (module, count, begin) = (_modules[target], (int)counts[target], first);
            int[]? places = structured[target] != 0
                ? null
                : [.. Enumerable.Range(begin, count).Select(i => ((int)rows[i] * module.InputSize) + (int)columns[i])];
            targets[target] = new(module, (begin, count), places, (_config.Rank, (float)(_config.Alpha / Math.Max(1, _config.Rank))));
            first += count;
        }

        return _targets = targets;
    }
}
