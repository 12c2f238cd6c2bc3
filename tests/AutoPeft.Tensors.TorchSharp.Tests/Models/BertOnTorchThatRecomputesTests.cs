#if TORCHSHARP
using AutoPeft.Models.Tests.Bert;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.TorchSharp.Engines;

namespace AutoPeft.Tensors.TorchSharp.Tests.Models;

public sealed class BertOnTorchThatRecomputesTests : BertConformance
{
    protected override ITensorEngine CreateEngine() => new TorchEngine(new TorchEngineOptions(Recompute: true));
}
#endif
