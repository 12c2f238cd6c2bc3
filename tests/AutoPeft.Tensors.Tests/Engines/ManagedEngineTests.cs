using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

public sealed class ManagedEngineTests : TensorEngineConformance
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
