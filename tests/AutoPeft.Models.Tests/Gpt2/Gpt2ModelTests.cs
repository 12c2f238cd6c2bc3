using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Models.Tests.Gpt2;

public sealed class Gpt2ModelTests() : DecoderConformance("gpt2")
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
