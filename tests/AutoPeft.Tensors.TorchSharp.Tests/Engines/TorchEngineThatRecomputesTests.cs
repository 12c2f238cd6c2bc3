#if TORCHSHARP
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.TorchSharp.Tests.Engines;

public sealed class TorchEngineThatRecomputesTests : TensorEngineConformance
{
    protected override ITensorEngine CreateEngine() => new TorchEngine(new TorchEngineOptions(Recompute: true));
}
#endif
