using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Costs;

public sealed class CostModelTests
{
    private static readonly BatchShape Batch = new(32, 128);

    // The shares that the AutoPEFT paper prints for BERT-base and that its rule gives, in percent to two places.
    public static TheoryData<string, double> PublishedShares => new()
    {
        { """{"modules":[{"method":"serial_adapter","layers":[0,1,2,3,4,5,6,7,8,9,10,11],"bottleneck_size":48}]}""", 0.81 },
        { """{"modules":[{"method":"prefix_tuning","layers":[0,1,2,3,4,5,6,7,8,9,10,11],"prefix_length":10,"reparameterized":true}]}""", 0.17 },
        { """{"modules":[{"method":"lora","layers":[0,1,2,3,4,5,6,7,8,9,10,11],"rank":8}]}""", 0.27 },
        { """{"modules":[{"method":"parallel_adapter","layers":[0,1,2,3,4,5,6,7,8,9,10,11],"bottleneck_size":384}]}""", 6.46 },
        {
            """
            {"modules":[{"method":"serial_adapter","layers":[3,4,8,9,10],"bottleneck_size":12},
              {"method":"parallel_adapter","layers":[3,4,8,9,10],"bottleneck_size":96},
              {"method":"prefix_tuning","layers":[3,4,8,9,10],"prefix_length":1}]}
            """,
            0.76
        },
    };

    [Theory]
    [MemberData(nameof(PublishedShares))]
    public void Counted_parameters_give_the_published_shares_of_BERT_base(string json, double percent)
    {
        var report = CostModel.Of(PeftConfig.FromJson(json, "test"), ModelShapes.BertBase, Batch);

        Assert.Equal(109_482_240, ModelShapes.BertBase.ParameterCount);
        Assert.Equal(percent, Math.Round(100.0 * report.CountedParameters / ModelShapes.BertBase.ParameterCount, 2));
    }

    [Fact]
    public void Bottlenecks_count_their_weights_and_train_their_biases_too()
    {
        var report = Of(12, new SerialAdapterConfig { BottleneckSize = 48 }, new ParallelAdapterConfig { BottleneckSize = 6 });

        Assert.Equal(12 * 2 * 768 * (48 + 6), report.CountedParameters);
        Assert.Equal(12 * ((2 * 768 * (48 + 6)) + 48 + 6 + 768 + 768), report.TrainableParameters);
        Assert.Equal(report.TrainableParameters, report.SavedParameters);
        Assert.Equal(4 * report.SavedParameters, report.CheckpointBytes);
    }

    [Fact]
    public void The_true_hidden_size_of_a_large_model_is_counted()
    {
        var report = CostModel.Of(
            PeftConfig.Uniform([0, 23], new SerialAdapterConfig { BottleneckSize = 1 }), ModelShapes.BertLarge, Batch);

        Assert.Equal(2 * 2 * 1024, report.CountedParameters);
    }

    // AutoPEFT trains about 15.4 million numbers with 12 active layers and 6.8 million with 5, beside the embedding.
    [Theory]
    [InlineData(12, 15_379_232)]
    [InlineData(5, 6_766_880)]
    public void A_reparameterised_prefix_trains_its_network_and_saves_only_the_prefix(int layers, long network)
    {
        var report = Of(layers, new PrefixTuningConfig { PrefixLength = 6, Reparameterized = true });

        Assert.Equal(network + (6 * 768), report.TrainableParameters);
        Assert.Equal(layers * 2 * 6 * 768, report.SavedParameters);
        Assert.Equal(report.SavedParameters, report.CountedParameters);
    }

    [Fact]
    public void Low_rank_modules_follow_the_shapes_of_their_targets()
    {
        var config = PeftConfig.Uniform(
            [1], new LoraConfig { Rank = 3, Targets = [ModuleKind.Query, ModuleKind.Value, ModuleKind.FeedForwardDown] });

        var report = CostModel.Of(config, ModelShapes.LlamaTiny, Batch);

        Assert.Equal(3 * ((16 + 16) + (16 + 8) + (24 + 16)), report.TrainableParameters);
        Assert.Equal(0, report.InferenceOverheadFraction);
    }

    [Fact]
    public void A_prefix_is_as_wide_as_the_keys_of_grouped_queries()
    {
        var report = CostModel.Of(
            PeftConfig.Uniform([0], new PrefixTuningConfig { PrefixLength = 5 }), ModelShapes.LlamaTiny, Batch);

        Assert.Equal(5 * 2 * 8, report.TrainableParameters);
    }

    [Fact]
    public void Without_modules_nothing_is_trained_and_nothing_propagates_back()
    {
        var report = CostModel.Of(PeftConfig.Empty, ModelShapes.BertBase, Batch);

        Assert.Equal(0, report.TrainableParameters);
        Assert.Equal(0, report.TrainableFraction);
        // Forward only: 2 operations a weight of the 12 layers, 4 · T · C a layer for attention.
        Assert.Equal(12 * ((2.0 * ((4 * 768 * 768) + (2 * 768 * 3072))) + (4.0 * 128 * 768)), report.TrainingFlopsPerToken);
    }

    [Fact]
    public void The_higher_the_lowest_module_the_cheaper_the_training()
    {
        var adapter = new SerialAdapterConfig { BottleneckSize = 8 };

        var reports = Enumerable.Range(0, 12)
            .Select(layer => CostModel.Of(PeftConfig.Uniform([layer], adapter), ModelShapes.BertBase, Batch))
            .ToArray();

        Assert.All(reports.Zip(reports.Skip(1)), pair =>
        {
            Assert.True(pair.First.TrainingFlopsPerToken > pair.Second.TrainingFlopsPerToken);
            Assert.True(pair.First.PeakMemoryBytes >= pair.Second.PeakMemoryBytes);
        });
    }

    [Fact]
    public void Full_fine_tuning_costs_more_than_any_small_module()
    {
        var full = CostModel.OfFullFineTuning(ModelShapes.BertBase, Batch);
        var small = Of(12, new SerialAdapterConfig { BottleneckSize = 1 });

        Assert.Equal(1, full.TrainableFraction);
        Assert.True(full.PeakMemoryBytes > small.PeakMemoryBytes);
        Assert.True(full.TrainingFlopsPerToken > 1.4 * small.TrainingFlopsPerToken);
    }

    [Fact]
    public void Costs_of_methods_in_one_layer_add_up()
    {
        var serial = new SerialAdapterConfig { BottleneckSize = 4 };
        var prefix = new PrefixTuningConfig { PrefixLength = 3 };

        Assert.Equal(
            Of(2, serial).TrainableParameters + Of(2, prefix).TrainableParameters,
            Of(2, serial, prefix).TrainableParameters);
    }

    [Fact]
    public void A_configuration_that_does_not_fit_the_model_is_refused()
    {
        var config = PeftConfig.Uniform([0], new LoraConfig { Targets = [ModuleKind.FeedForwardGate] });

        Assert.Throws<ArgumentException>(() => CostModel.Of(config, ModelShapes.BertBase, Batch));
    }

    private static CostReport Of(int layers, params MethodConfig[] methods) =>
        CostModel.Of(PeftConfig.Uniform(Enumerable.Range(0, layers), methods), ModelShapes.BertBase, Batch);
}
