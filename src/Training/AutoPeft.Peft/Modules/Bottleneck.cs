using AutoPeft.Models;
using AutoPeft.Peft.Methods;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>
/// Two products with biases and an activation between them: <c>Scale · Up(f(Down(x)))</c>, [.., C] → [.., C].
/// </summary>
internal class Bottleneck
{
    private readonly BottleneckActivation _activation;
    private readonly float _scale;

    public Bottleneck(NamedTensor[] parameters, BottleneckActivation activation, double scale)
    {
        Parameters = parameters;
        _activation = activation;
        _scale = (float)scale;
    }

    /// <summary>Down weight [D, C], down bias [D], up weight [C, D], up bias [C], unless a kind of its own has others.</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>Weight, [D, C], and bias, [D].</summary>
    protected virtual (Tensor Weight, Tensor Bias) Down => (Parameters[0].Tensor, Parameters[1].Tensor);

    /// <summary>Weight, [C, D], and bias, [C].</summary>
    protected virtual (Tensor Weight, Tensor Bias) Up => (Parameters[2].Tensor, Parameters[3].Tensor);

    public Tensor Apply(Tensor x)
    {
        var (down, up) = (Down, Up);
        var inner = _activation.Apply(x.Linear(down.Weight, down.Bias)); // [B, T, D]
        var outer = inner.Linear(up.Weight, up.Bias); // [B, T, C]

        return _scale == 1 ? outer : outer.Scale(_scale);
    }
}
