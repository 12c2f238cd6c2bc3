#if TORCHSHARP
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Tensors.TorchSharp.Tests.Models;

public sealed class LlamaOnTorchThatRecomputesTests() : DecoderConformance("llama")
{
    protected override ITensorEngine CreateEngine() => new TorchEngine(new TorchEngineOptions(Recompute: true));
}
#endif
