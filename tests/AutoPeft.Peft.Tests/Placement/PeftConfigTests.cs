using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Placement;

public sealed class PeftConfigTests
{
    private static readonly LoraConfig Lora = new() { Rank = 4 };
    private static readonly SerialAdapterConfig Serial = new() { BottleneckSize = 6 };

    [Fact]
    public void The_order_of_placements_does_not_matter()
    {
        PeftPlacement[] placements = [new(2, Serial), new(0, Lora), new(2, Lora), new(1, new PrefixTuningConfig())];

        var forward = PeftConfig.Of(placements);
        var backward = PeftConfig.Of(placements.Reverse());

        Assert.Equal(forward, backward);
        Assert.Equal(forward.GetHashCode(), backward.GetHashCode());
        Assert.Equal(forward.ContentHash, backward.ContentHash);
        Assert.Equal(forward.ToJson(), backward.ToJson());
    }

    [Fact]
    public void Placements_are_ordered_by_layer_then_method()
    {
        var config = PeftConfig.Of([new(1, Serial), new(1, Lora), new(0, Serial)]);

        Assert.Equal([new(0, Serial), new(1, Lora), new(1, Serial)], config.Placements);
    }

    [Fact]
    public void A_repeated_module_counts_once()
    {
        Assert.Equal(PeftConfig.Of([new(1, Serial)]), PeftConfig.Of([new(1, Serial), new(1, Serial)]));
    }

    [Fact]
    public void Equal_low_rank_modules_of_one_layer_become_one_placement()
    {
        var split = PeftConfig.Of(
        [
            new(0, Lora with { Targets = [ModuleKind.Value] }),
            new(0, Lora with { Targets = [ModuleKind.Query] }),
        ]);

        Assert.Equal(PeftConfig.Of([new(0, Lora)]), split);
    }

    [Fact]
    public void Equal_bottlenecks_at_both_blocks_become_one_placement()
    {
        var attention = Serial with { Placement = BottleneckPlacement.Attention };

        var split = PeftConfig.Of([new(0, Serial), new(0, attention)]);

        Assert.Equal(PeftConfig.Of([new(0, Serial with { Placement = BottleneckPlacement.Both })]), split);
    }

    [Fact]
    public void Bottlenecks_of_different_sizes_may_stand_at_different_blocks_but_not_at_one()
    {
        var wider = Serial with { BottleneckSize = 7 };

        Assert.Empty(PeftConfig.Of([new(0, Serial), new(0, wider with { Placement = BottleneckPlacement.Attention })]).Faults(ModelShapes.BertTiny));
        Assert.NotEmpty(PeftConfig.Of([new(0, Serial), new(0, wider with { Placement = BottleneckPlacement.Both })]).Faults(ModelShapes.BertTiny));
    }

    [Fact]
    public void Low_rank_modules_of_different_ranks_stay_apart()
    {
        var config = PeftConfig.Of(
        [
            new(0, Lora with { Targets = [ModuleKind.Value] }),
            new(0, Lora with { Targets = [ModuleKind.Query], Rank = 2 }),
        ]);

        Assert.Equal(2, config.Placements.Length);
        Assert.Empty(config.Faults(ModelShapes.BertTiny));
    }

    [Fact]
    public void A_setting_without_effect_does_not_tell_configurations_apart()
    {
        var plain = new PrefixTuningConfig { PrefixLength = 3 };

        Assert.Equal(PeftConfig.Of([new(0, plain)]), PeftConfig.Of([new(0, plain with { ReparameterizationSize = 7 })]));
        Assert.NotEqual(
            PeftConfig.Of([new(0, plain with { Reparameterized = true })]),
            PeftConfig.Of([new(0, plain with { Reparameterized = true, ReparameterizationSize = 7 })]));
    }

    [Fact]
    public void Groups_gather_the_layers_of_equal_settings()
    {
        var config = PeftConfig.Of([new(2, Lora), new(0, Lora), new(1, Lora with { Rank = 8 })]);

        Assert.Equal([new PeftGroup(Lora, [0, 2]), new PeftGroup(Lora with { Rank = 8 }, [1])], config.Groups);
    }

    [Fact]
    public void Json_names_every_setting()
    {
        var config = PeftConfig.Of([new(0, Lora), new(2, Lora), new(2, Serial)]);

        Assert.Equal(
            """{"modules":[{"method":"lora","layers":[0,2],"rank":4,"alpha":16,"dropout":0,"targets":["query","value"],"rank_stabilized":false,"initialization":"kaiming"},{"method":"serial_adapter","layers":[2],"bottleneck_size":6,"scale":1,"activation":"relu","placement":"feed_forward","input":"normalized"}]}""",
            config.ToJson());
    }

    [Fact]
    public void Json_gives_the_configuration_back()
    {
        var config = PeftConfig.Of(
        [
            new(0, Lora with { Alpha = 0.1, DropoutFraction = 0.05, RankStabilized = true }),
            new(0, new ParallelAdapterConfig { BottleneckSize = 3, Scale = 2.5, Activation = BottleneckActivation.Silu }),
            new(1, new PrefixTuningConfig { PrefixLength = 2, Reparameterized = true, ReparameterizationSize = 5 }),
            new(2, Serial),
        ]);

        Assert.Equal(config, PeftConfig.FromJson(config.ToJson(), "recipe.json"));
    }

    [Fact]
    public void No_modules_is_a_configuration_too()
    {
        Assert.Equal(PeftConfig.Empty, PeftConfig.FromJson(PeftConfig.Empty.ToJson(), "recipe.json"));
        Assert.Empty(PeftConfig.Empty.Faults(ModelShapes.BertTiny));
    }

    // Journals and recipes store this hash: if this test fails, stored studies lose their history.
    [Fact]
    public void The_content_hash_never_changes()
    {
        Assert.Equal(
            "996ebb624c80634d35a49342fc2724d8dca52d36ea44afc5bcb785ef59637f77",
            PeftConfig.Of([new(0, Lora), new(2, Serial)]).ContentHash);
    }

    [Fact]
    public void Any_difference_changes_the_content_hash()
    {
        PeftConfig[] configs =
        [
            PeftConfig.Empty,
            PeftConfig.Of([new(0, Lora)]),
            PeftConfig.Of([new(1, Lora)]),
            PeftConfig.Of([new(0, Lora with { Rank = 5 })]),
            PeftConfig.Of([new(0, Lora with { Alpha = 17 })]),
            PeftConfig.Of([new(0, Lora with { Targets = [ModuleKind.Query] })]),
            PeftConfig.Of([new(0, Lora), new(1, Lora)]),
            PeftConfig.Of([new(0, Serial)]),
            PeftConfig.Of([new(0, new ParallelAdapterConfig { BottleneckSize = 6, Scale = 1 })]),
        ];

        Assert.Equal(configs.Length, configs.Select(config => config.ContentHash).Distinct().Count());
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var config = PeftConfig.Of(
        [
            new(0, new LoraConfig { Rank = 0, Targets = [ModuleKind.FeedForwardGate] }),
            new(0, Serial),
            new(0, Serial with { BottleneckSize = 7 }),
            new(9, Serial),
        ]);

        var faults = config.Faults(ModelShapes.BertTiny).Select(fault => fault.ToString()).ToArray();

        Assert.Collection(
            faults,
            fault => Assert.StartsWith("layer 0, lora: rank is 0; it must be at least 1 ", fault, StringComparison.Ordinal),
            fault => Assert.Contains("feed_forward_gate, which layer 0 of the model does not have", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("layer 9, serial_adapter: Layer 9 does not exist", fault, StringComparison.Ordinal),
            fault => Assert.Contains("act at one place", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_low_rank_modules_on_one_linear_module_are_a_fault()
    {
        var config = PeftConfig.Of([new(0, Lora), new(0, Lora with { Rank = 2, Targets = [ModuleKind.Query] })]);

        Assert.Single(config.Faults(ModelShapes.BertTiny));
    }
}
