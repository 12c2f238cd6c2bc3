using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Modules;

/// <summary>What a module is built from: the frozen model, and where its initial weights come from.</summary>
/// <param name="Model">The model it extends.</param>
/// <param name="Key">The key of the trial's initial weights.</param>
public sealed record ModuleContext(ITransformer Model, RandomKey Key)
{
    /// <summary>What the model is made of.</summary>
    public ModelShape Shape => Model.Shape;

    /// <summary>The key of a method's initial weights in a layer: independent of what else the configuration holds.</summary>
    public RandomKey KeyOf(int layer, string method) => Key.For(layer).For(method);

    /// <summary>The linear module of this kind in this layer.</summary>
    /// <exception cref="ArgumentException">The model has none.</exception>
    public ModuleShape Module(int layer, ModuleKind kind) =>
        Shape.Find(layer, kind)
        ?? throw new ArgumentException($"Layer {layer} of the model has no {kind}.", nameof(kind));

    /// <summary>A trainable leaf with a name.</summary>
    public NamedTensor Parameter(string name, ReadOnlySpan<float> values, Shape shape) =>
        new(name, Model.Engine.Parameter(values, shape));

    /// <summary>A trainable leaf of zeros with a name.</summary>
    public NamedTensor Zeros(string name, Shape shape) => Parameter(name, new float[shape.Count], shape);
}
