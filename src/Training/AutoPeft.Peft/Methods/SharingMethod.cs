using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that changes linear modules with something of their own and something that all modules of equal settings share.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class SharingMethod<TConfig> : TargetedMethod<TConfig>
    where TConfig : TargetedConfig, new()
{
    /// <summary>Whether what is shared is trained; what is not is constant, and an export holds it.</summary>
    protected virtual bool TrainsShared => false;

    /// <summary>The tensors that the modules share. No two groups have the same first module, so it names them.</summary>
    public TensorPart[] Shared(TConfig config, ImmutableArray<int> layers, ModelShape shape)
    {
        ModuleShape[] modules = [.. config.Modules(layers, shape)];

        return Shared(config, modules, TargetOf(modules[0]) + ".shared");
    }

    /// <summary>The tensors that these modules share, whose names begin with the stem.</summary>
    protected abstract TensorPart[] Shared(TConfig config, ModuleShape[] modules, string stem);

    /// <summary>The first values of a shared tensor.</summary>
    protected abstract float[] First(TensorPart shared, RandomKey key);

    /// <summary>The extension of one linear module, with fresh weights around what is shared.</summary>
    protected abstract TargetExtension Extend(TConfig config, ModuleShape module, NamedTensor[] shared, ModuleContext context);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        Shared(config, layers, shape).Concat(base.SavedTensors(config, layers, shape));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        NamedTensor[] shared = [.. Shared(config, layers, context.Shape).Select(part => Tensor(part, context))];

        return new TargetedModule([.. config.Modules(layers, context.Shape).Select(module => (module, Extend(config, module, shared, context)))])
        {
            Shared = TrainsShared ? shared : [],
            SharedConstants = TrainsShared ? [] : shared,
        };
    }

    /// <summary>What is shared counts once, however many modules there are.</summary>
    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var own = base.Cost(config, layers, context);
        var shared = Shared(config, layers, context.Shape).Sum(part => (long)part.Shape.Count);
        var trained = TrainsShared ? shared : 0;

        return own with { Trainable = own.Trainable + trained, Counted = own.Counted + trained, Saved = own.Saved + shared };
    }

    protected sealed override TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context) =>
        throw new NotSupportedException("Modules that share tensors are built together.");

    private NamedTensor Tensor(TensorPart part, ModuleContext context)
    {
        var dot = part.Name.LastIndexOf('.');
        var values = First(part, context.Key.For(part.Name[..dot]).For(part.Name[(dot + 1)..]));

        return TrainsShared ? context.Parameter(part, values) : new(part.Name, context.Model.Engine.Constant(values, part.Shape));
    }
}
