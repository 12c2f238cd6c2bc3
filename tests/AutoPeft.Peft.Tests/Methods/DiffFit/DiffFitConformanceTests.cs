using AutoPeft.Peft.Methods.DiffFit;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.DiffFit;

public sealed class DiffFitConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new DiffFitConfig();

    protected override MethodConfig? OfSizeZero => null;

    protected override bool StartsAsIdentity => true;

    protected override bool MultipliesMatrices => false;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool? StartsAtRandom => false;
}
