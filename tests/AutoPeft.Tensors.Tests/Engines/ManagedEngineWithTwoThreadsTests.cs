using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

public sealed class ManagedEngineWithTwoThreadsTests : TensorEngineConformance
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine(new ManagedEngineOptions(Threads: 2));
}
