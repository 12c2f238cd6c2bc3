using AutoPeft.Models;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>
/// Two products with biases and an activation between them: <c>Scale · Up(f(Down(x)))</c>, [.., C] → [.., C].
/// </summary>
internal sealed class Bottleneck
{
    private readonly BottleneckActivation _activation;
    private readonly float _scale;

    public Bottleneck(NamedTensor[] parameters, BottleneckActivation activation, double scale)
    {
        Parameters = parameters;
        _activation = activation;
        _scale = (float)scale;
    }

    /// <summary>Down weight [D, C], down bias [D], up weight [C, D], up bias [C].</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>A bottleneck with these initial weights and zero biases.</summary>
    /// <param name="context">The model.</param>
    /// <param name="parts">The names and shapes of the parameters.</param>
    /// <param name="weights">Down, [D, C], and up, [C, D], row-major.</param>
    /// <param name="settings">Scale and activation.</param>
    public static Bottleneck Create(
        ModuleContext context, TensorPart[] parts, (float[] Down, float[] Up) weights, BottleneckSettings settings) => new(
        [
            context.Parameter(parts[0], weights.Down),
            context.Zeros(parts[1]),
            context.Parameter(parts[2], weights.Up),
            context.Zeros(parts[3]),
        ],
        settings.Activation,
        settings.Scale);

    public Tensor Apply(Tensor x)
    {
        var inner = _activation.Apply(x.Linear(Parameters[0].Tensor, Parameters[1].Tensor)); // [B, T, D]
        var outer = inner.Linear(Parameters[2].Tensor, Parameters[3].Tensor); // [B, T, C]

        return _scale == 1 ? outer : outer.Scale(_scale);
    }
}
