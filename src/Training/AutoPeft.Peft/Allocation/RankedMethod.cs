using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that finds the rank of every module while it trains.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class RankedMethod<TConfig> : LowRankMethod<TConfig>
    where TConfig : RankedConfig, new()
{
    public override string ParameterFormula => "R (in + out + 1) for each target, R the largest rank; exported: r (in + out) with the rank r that was found";

    /// <summary>A [R, in], e [R] and B [out, R]. Saved: what the largest rank gives, an upper bound.</summary>
    public sealed override TensorPart[] Parts(TConfig config, ModuleShape module) => RankedExtension.Parts(module, Name, config.Size);

    protected abstract IRankAllocator Allocator(TConfig config);

    /// <summary>The first values of A, e and B; e and B give a product of 0.</summary>
    protected abstract float[] First(TensorPart part, RandomKey key);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        throw new ArgumentException($"{Name} is exported as what it found.", nameof(config));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var module = new RankedModule([.. config.Modules(layers, context.Shape).Select(shape => Ranked(config, shape, context))], Allocator(config));
        module.AfterUpdate(default);

        return module;
    }

    protected sealed override TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context) => Ranked(config, module, context);

    protected sealed override ModuleWork Work(TConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Size * (module.InputSize + module.OutputSize),
        (double)tokens * ((3 * config.Size) + (2 * module.OutputSize)));

    private RankedExtension Ranked(TConfig config, ModuleShape module, ModuleContext context)
    {
        var key = context.KeyOf(module, Name);
        var parameters = Parts(config, module).Select(part => context.Parameter(part, First(part, key.For(part.Name)))).ToArray();

        return new(parameters, module, config.Scale, context);
    }
}
