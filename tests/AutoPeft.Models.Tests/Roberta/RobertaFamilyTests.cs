using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Models.Tests.Roberta;

public sealed class RobertaFamilyTests() : TransformerConformance("roberta")
{
    protected override ITensorEngine CreateEngine() => new ManagedEngine();
}
