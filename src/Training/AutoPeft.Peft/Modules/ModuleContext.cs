using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>What a module is built from: the frozen model, and where its initial weights come from.</summary>
/// <param name="Model">The model it extends.</param>
/// <param name="Key">The key of the trial's initial weights.</param>
public sealed record ModuleContext(ITransformer Model, RandomKey Key)
{
    /// <summary>What the model is made of.</summary>
    public ModelShape Shape => Model.Shape;

    /// <summary>
    /// The key of a method's initial weights in a layer: independent of what else the configuration holds.
    /// </summary>
    public RandomKey KeyOf(int layer, string method) => Key.For(layer).For(method);

    /// <summary>The key of a method's initial weights in a linear module.</summary>
    public RandomKey KeyOf(ModuleShape module, string method)
    {
        ArgumentNullException.ThrowIfNull(module);

        return KeyOf(module.Layer, method).For((int)module.Kind);
    }

    /// <summary>A frozen tensor of the model, by its name in the checkpoint; null when it has none.</summary>
    public Tensor? Weight(string name) => Model.Weights.FirstOrDefault(weight => weight.Name == name)?.Tensor;

    /// <summary>The frozen weight of a linear module, [out, in].</summary>
    internal DenseMatrix WeightOf(ModuleShape module) =>
        DenseMatrix.Of(Weight(module.Path + ".weight")!.ToArray(), module.OutputSize, module.InputSize);

    /// <summary>A trainable leaf with a name.</summary>
    /// <param name="part">Its name and shape.</param>
    /// <param name="values">Its elements, row-major.</param>
    public NamedTensor Parameter(TensorPart part, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(part);

        return new(part.Name, Model.Engine.Parameter(values, part.Shape));
    }

    /// <summary>A trainable leaf with a name that starts Kaiming-uniform, its last axis being what is summed over.</summary>
    public NamedTensor Kaiming(TensorPart part, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(part);

        return Parameter(part, WeightInitialization.KaimingUniform(part.Shape.Count, part.Shape.Last, key));
    }

    /// <summary>A trainable leaf with a name whose elements are all the same.</summary>
    public NamedTensor Filled(TensorPart part, float value)
    {
        ArgumentNullException.ThrowIfNull(part);

        return Parameter(part, Enumerable.Repeat(value, part.Shape.Count).ToArray());
    }

    /// <summary>A trainable leaf of zeros with a name.</summary>
    public NamedTensor Zeros(TensorPart part)
    {
        ArgumentNullException.ThrowIfNull(part);

        return Parameter(part, new float[part.Shape.Count]);
    }
}
