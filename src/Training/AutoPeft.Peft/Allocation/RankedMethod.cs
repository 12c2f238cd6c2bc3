using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that finds the rank of every module while it trains.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class RankedMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : RankedConfig
{
    protected const string Rank = "rank";
    protected const string Alpha = "alpha";
    protected const string Targets = "targets";

    public sealed override bool Mergeable => true;

    public override string ParameterFormula => "R (in + out + 1) for each target, R the largest rank; exported: r (in + out) with the rank r that was found";

    protected abstract IRankAllocator Allocator(TConfig config);

    /// <summary>The first values of A, e and B; e and B give a product of 0.</summary>
    protected abstract float[] First(TensorPart part, RandomKey key);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        throw new ArgumentException($"{Name} is exported as what it found.", nameof(config));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var module = new RankedModule([.. Modules(config, layers, context.Shape).Select(shape => Extend(config, shape, context))], Allocator(config));
        module.AfterUpdate(default);

        return module;
    }

    /// <summary>Parameters: <c>R · (in + out + 1)</c>. Saved and inference: what the largest rank gives, an upper bound.</summary>
    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context) =>
        Modules(config, layers, context.Shape).Aggregate(MethodCost.Zero, (sum, module) => sum + CostOf(config, module, context.Batch.Tokens));

    private static MethodCost CostOf(TConfig config, ModuleShape module, long tokens)
    {
        var weights = (long)config.Size * (module.InputSize + module.OutputSize);

        return new()
        {
            Trainable = weights + config.Size,
            Counted = weights + config.Size,
            Saved = weights,
            ForwardFlops = 2.0 * tokens * weights,
            InferenceFlops = 0, // merged
            Activations = (double)tokens * ((3 * config.Size) + (2 * module.OutputSize)),
        };
    }

    private RankedExtension Extend(TConfig config, ModuleShape module, ModuleContext context)
    {
        var key = context.KeyOf(module.Layer, Name).For((int)module.Kind);
        var parameters = RankedExtension.Parts(module, Name, config.Size)
            .Select(part => context.Parameter(part, First(part, key.For(part.Name)))).ToArray();

        return new(parameters, module, config.Scale, context);
    }

    private static IEnumerable<ModuleShape> Modules(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        from layer in layers
        from kind in config.Targets
        select shape.Find(layer, kind) ?? throw new ArgumentException($"Layer {layer} of the model has no {kind}.", nameof(shape));
}
