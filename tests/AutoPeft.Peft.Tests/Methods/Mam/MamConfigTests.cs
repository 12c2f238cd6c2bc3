using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Mam;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Mam;

public sealed class MamConfigTests
{
    [Fact]
    public void It_is_the_configuration_of_its_two_members()
    {
        var members = PeftConfig.Uniform([0, 2], new ParallelAdapterConfig { BottleneckSize = 6 }, new PrefixTuningConfig { PrefixLength = 30 });

        var combination = PeftConfig.Uniform([0, 2], new MamConfig { BottleneckSize = 6 });

        Assert.Equal(members, combination);
        Assert.Equal(members.ContentHash, combination.ContentHash);
    }

    [Fact]
    public void It_is_counted_as_AutoPEFT_counts_it()
    {
        // 6.97 % of BERT-base's 109,482,240 parameters: 12 layers of a bottleneck of 384 and a prefix of 30.
        var config = PeftConfig.Uniform(Enumerable.Range(0, 12), new MamConfig { BottleneckSize = 384 });

        var counted = CostModel.Of(config, ModelShapes.BertBase, new(32, 128)).CountedParameters;

        Assert.Equal(12 * ((2 * 768 * 384) + (2 * 768 * 30)), counted);
        Assert.Equal(6.97, 100 * counted / 109_482_240.0, 0.005);
    }

    [Fact]
    public void It_costs_what_its_members_cost()
    {
        var context = new CostContext(ModelShapes.BertTiny, new(2, 4));
        var config = new MamConfig { BottleneckSize = 6, PrefixLength = 2 };

        var cost = MethodRegistry.BuiltIn.Of(config).Cost(new(config, [0, 1]), context);

        Assert.Equal(CostModel.Of(PeftConfig.Uniform([0, 1], config), context.Shape, context.Batch).TrainableParameters, cost.Trainable);
    }

    [Fact]
    public void It_goes_to_AdapterHub_as_its_members_do()
    {
        var config = PeftConfig.Uniform([0, 1, 2], new MamConfig { BottleneckSize = 6 });

        Assert.Equal(ExportVerdictKind.Exact, ExportFormats.Find("adapterhub")!.Judge(config, ModelShapes.BertTiny).Kind);
    }
}
