using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that finds ranks by a factor for each component: a component whose factor is 0 is not there.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class DiagonalMethod<TConfig> : RankedMethod<TConfig, DiagonalExtension>
    where TConfig : RankedConfig, new()
{
    public override string ParameterFormula => "R (in + out + 1) for each target, R the largest rank; exported: r (in + out) with the rank r that was found";

    /// <summary>A [R, in], e [R] and B [out, R]. Saved: what the largest rank gives, an upper bound.</summary>
    public sealed override TensorPart[] Parts(TConfig config, ModuleShape module) => DiagonalExtension.Parts(module, Name, config.Size);

    /// <summary>The first values of A, e and B; e and B give a product of 0.</summary>
    protected abstract float[] First(TensorPart part, RandomKey key);

    /// <summary>The weight of the penalty that keeps components apart.</summary>
    protected virtual double OrthogonalityOf(TConfig config) => 0;

    protected sealed override DiagonalExtension Update(TConfig config, ModuleShape module, ModuleContext context)
    {
        var key = context.KeyOf(module, Name);
        var parameters = Parts(config, module).Select(part => context.Parameter(part, First(part, key.For(part.Name)))).ToArray();

        return new(parameters, module, (config.Scale, OrthogonalityOf(config)), context.Model.Engine);
    }

    protected sealed override ModuleWork Work(TConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Size * (module.InputSize + module.OutputSize),
        (double)tokens * ((3 * config.Size) + (2 * module.OutputSize)));
}
