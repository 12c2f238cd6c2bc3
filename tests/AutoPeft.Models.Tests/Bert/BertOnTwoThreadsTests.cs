using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Tests.Bert;

public sealed class BertOnTwoThreadsTests : BertConformance
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine(new ManagedEngineOptions(Threads: 2));
}
