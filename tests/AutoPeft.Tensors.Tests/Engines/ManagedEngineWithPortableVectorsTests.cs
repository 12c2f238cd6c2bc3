using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Tests.Kernels;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

public sealed class ManagedEngineWithPortableVectorsTests : TensorEngineConformance
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine(new(), KernelSets.Named(KernelSets.Portable));
}
