using AutoPeft.Models;
using AutoPeft.Peft.Methods;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>Two products with biases and an activation between them: <c>Scale · Up(f(Down(x)))</c>, [.., C] → [.., C].</summary>
internal sealed class Bottleneck
{
    private readonly BottleneckActivation _activation;
    private readonly float _scale;

    private Bottleneck(NamedTensor[] parameters, BottleneckActivation activation, double scale)
    {
        Parameters = parameters;
        _activation = activation;
        _scale = (float)scale;
    }

    /// <summary>Down weight [D, C], down bias [D], up weight [C, D], up bias [C].</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>A bottleneck with these initial weights and zero biases.</summary>
    /// <param name="context">The model.</param>
    /// <param name="name">What the names of the parameters begin with.</param>
    /// <param name="down">[D, C], row-major.</param>
    /// <param name="up">[C, D], row-major.</param>
    /// <param name="activation">f.</param>
    /// <param name="scale">The factor on the result.</param>
    public static Bottleneck Create(
        ModuleContext context, string name, float[] down, float[] up, BottleneckActivation activation, double scale)
    {
        var hidden = context.Shape.HiddenSize;
        var size = down.Length / hidden;

        return new(
            [
                context.Parameter($"{name}.down.weight", down, new(size, hidden)),
                context.Zeros($"{name}.down.bias", new(size)),
                context.Parameter($"{name}.up.weight", up, new(hidden, size)),
                context.Zeros($"{name}.up.bias", new(hidden)),
            ],
            activation,
            scale);
    }

    public Tensor Apply(Tensor x)
    {
        var inner = _activation.Apply(x.Linear(Parameters[0].Tensor, Parameters[1].Tensor)); // [B, T, D]
        var outer = inner.Linear(Parameters[2].Tensor, Parameters[3].Tensor); // [B, T, C]

        return _scale == 1 ? outer : outer.Scale(_scale);
    }
}
