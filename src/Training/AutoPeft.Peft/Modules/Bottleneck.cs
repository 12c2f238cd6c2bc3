using AutoPeft.Models;
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

    public Tensor Apply(Tensor x)
    {
        var inner = _activation.Apply(x.Linear(Parameters[0].Tensor, Parameters[1].Tensor)); // [B, T, D]
        var outer = inner.Linear(Parameters[2].Tensor, Parameters[3].Tensor); // [B, T, C]

        return _scale == 1 ? outer : outer.Scale(_scale);
    }
}
