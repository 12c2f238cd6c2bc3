using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Losses, in 32-bit floats.</summary>
internal static class TorchLosses
{
    private const int Ignored = -1;

    /// <summary>Weighted mean cross entropy of logits, [N, K].</summary>
    public static TorchTensor CrossEntropy(TorchTensor logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights)
    {
        CrossEntropyOperation.Check(logits.Shape, targets, classWeights);
        var device = logits.Engine.Device;
        using var classes = Transfers.ToDevice(targets, device);
        using var weights = classWeights.IsEmpty ? null : Transfers.ToDevice(classWeights, new Shape(classWeights.Length), device);
        return logits.Engine.Result(
            default, torch.nn.functional.cross_entropy(logits.Full, classes, weights, ignore_index: Ignored));
    }

    /// <summary>Mean squared difference from constants.</summary>
    public static TorchTensor MeanSquaredError(TorchTensor x, ReadOnlySpan<float> targets)
    {
        SquaredErrorOperation.Check(x.Shape, targets);
        using var expected = Transfers.ToDevice(targets, x.Shape, x.Engine.Device);
        return x.Engine.Result(default, torch.nn.functional.mse_loss(x.Full, expected));
    }
}
