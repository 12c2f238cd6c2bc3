using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Tests.Bert;

public sealed class BertOnManagedEngineTests : BertConformance
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
