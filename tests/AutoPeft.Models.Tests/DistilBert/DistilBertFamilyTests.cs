using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Models.Tests.DistilBert;

public sealed class DistilBertFamilyTests() : TransformerConformance("distilbert")
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
