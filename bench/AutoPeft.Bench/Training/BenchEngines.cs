using AutoPeft.Tensors.Engines;
#if TORCHSHARP
using AutoPeft.Tensors.TorchSharp.Engines;
#endif

namespace AutoPeft.Bench.Training;

/// <summary>The engines that can be timed.</summary>
internal static class BenchEngines
{
    /// <summary>Our own.</summary>
    public const string Managed = "managed";

    /// <summary>libtorch.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>Whether TorchSharp is built in.</summary>
    public static bool HasTorchSharp
    {
        get
        {
#if TORCHSHARP
            return true;
#else
            return false;
#endif
        }
    }

    /// <summary>The engine of a shape, with as many threads as it says.</summary>
    /// <exception cref="InvalidOperationException">It is not built in.</exception>
    public static ITensorEngine Open(TrainingShape shape)
    {
        if (shape.Engine == Managed)
        {
            return new ManagedEngine(new ManagedEngineOptions(shape.Threads));
        }

#if TORCHSHARP
        return new TorchEngine(new TorchEngineOptions(Threads: shape.Threads));
#else
        throw new InvalidOperationException("TorchSharp is not built in; its switch is -p:WithTorchSharp=cpu|cuda.");
#endif
    }
}
