using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Models.Tests.Llama;

public sealed class LlamaModelTests() : DecoderConformance("llama")
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
