using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods.UniPelt;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.UniPelt;

public sealed class UniPeltConfigTests
{
    private static readonly UniPeltConfig Whole = new() { BottleneckSize = 3, Rank = 2, PrefixLength = 4, Targets = [ModuleKind.Key] };

    [Fact]
    public void Its_members_given_one_by_one_are_the_combination()
    {
        var none = new UniPeltConfig { BottleneckSize = 0, Rank = 0, PrefixLength = 0 };
        UniPeltConfig[] members =
        [
            none with { PrefixLength = 4 },
            none with { Rank = 2, Targets = [ModuleKind.Key] },
            none with { BottleneckSize = 3 },
        ];

        Assert.Equal(PeftConfig.Of([new(1, Whole)]), PeftConfig.Of(members.Select(member => new PeftPlacement(1, member))));
    }

    [Fact]
    public void Two_with_the_same_kind_of_member_are_refused_in_one_layer()
    {
        var config = PeftConfig.Of([new(1, Whole), new(1, Whole with { BottleneckSize = 5 })]);

        Assert.NotEmpty(config.Faults(ModelShapes.BertTiny));
    }

    [Fact]
    public void Settings_of_a_member_that_is_not_there_do_not_tell_configurations_apart()
    {
        var without = Whole with { Rank = 0 };

        Assert.Equal(PeftConfig.Of([new(0, without)]), PeftConfig.Of([new(0, without with { Targets = [ModuleKind.Value] })]));
        Assert.Empty(PeftConfig.Of([new(0, without)]).Faults(ModelShapes.BertTiny));
    }

    [Fact]
    public void It_is_counted_as_AutoPEFT_counts_it()
    {
        // 1.25 % of BERT-base's 109,482,240 parameters: 12 layers of a bottleneck of 48, a prefix of 10, rank 8 on query and value.
        var config = PeftConfig.Uniform(Enumerable.Range(0, 12), new UniPeltConfig { BottleneckSize = 48 });

        Assert.Equal(12 * ((2 * 768 * 48) + (2 * 768 * 10) + (2 * 8 * 2 * 768)), CostModel.Of(config, ModelShapes.BertBase, new(32, 128)).CountedParameters);
    }
}
