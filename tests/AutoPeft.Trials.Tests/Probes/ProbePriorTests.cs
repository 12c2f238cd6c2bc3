using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Probes;

namespace AutoPeft.Trials.Tests.Probes;

public sealed class ProbePriorTests : IDisposable
{
    // Layer 2 matters most, and its values more than its queries.
    private const string Probe = """
        {"modules":[{"layer":0,"module":"query","fisher":0.01},{"layer":0,"module":"value","fisher":0.04},
        {"layer":2,"module":"query","fisher":1},{"layer":2,"module":"value","fisher":4},{"layer":2,"module":"feed_forward_down","fisher":1}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Modules_that_matter_more_promise_more()
    {
        var gain = Gain();

        Assert.Equal(0, gain.Of(PeftConfig.Empty));
        Assert.True(gain.Of(Lora(2, ModuleKind.Value, rank: 2)) > gain.Of(Lora(2, ModuleKind.Query, rank: 2)));
        Assert.True(gain.Of(Lora(2, ModuleKind.Query, rank: 2)) > gain.Of(Lora(0, ModuleKind.Query, rank: 2)));
        Assert.Equal(0, gain.Of(Lora(1, ModuleKind.Query, rank: 2)));
    }

    [Fact]
    public void A_larger_rank_promises_more_but_less_than_in_proportion()
    {
        var (small, large) = (Gain().Of(Lora(2, ModuleKind.Value, rank: 1)), Gain().Of(Lora(2, ModuleKind.Value, rank: 4)));

        Assert.InRange(large, 1.05 * small, 3.9 * small);
    }

    [Fact]
    public void Other_methods_change_the_modules_beside_them()
    {
        Assert.True(Gain().Of(PeftConfig.Uniform([2], new SerialAdapterConfig { BottleneckSize = 2 })) > 0); // the feed-forward block
        Assert.Equal(0, Gain().Of(PeftConfig.Uniform([2], new SerialAdapterConfig { BottleneckSize = 2, Placement = BottleneckPlacement.Attention })));
        Assert.True(Gain().Of(PeftConfig.Uniform([2], new PrefixTuningConfig { PrefixLength = 2 })) > Gain().Of(PeftConfig.Uniform([0], new PrefixTuningConfig { PrefixLength = 2 })));
    }

    [Fact]
    public void A_study_keeps_the_probe_and_expects_better_of_what_it_promises()
    {
        var study = Load("prior: probe.json");
        File.Delete(_folder.File("probe.json"));
        var again = TinyStudy.Reader.Parse(study.Header.Definition, "study tiny", study.Header.Folder);
        var prior = again.Snapshot().Experience!.Prior!;

        Assert.Equal(study.Definition.Prior, again.Definition.Prior);
        Assert.Equal(study.Header.SpaceHash, again.Header.SpaceHash);
        Assert.All(prior.Objectives, objective => Assert.False(again.Definition.Objectives[objective].IsAnalytic));
        Assert.Contains(0, prior.Objectives);
        double[] expected = [.. Enumerable.Range(0, 200).Select(i => again.Definition.Space.Sample(RandomKey.FromSeed(i))!).Select(prior.Of)];
        Assert.InRange(expected.Average(), -0.5, 0.5);
        Assert.InRange(expected.Max() - expected.Min(), 1, 12);
    }

    [Fact]
    public void A_study_with_a_prior_is_another_study() =>
        Assert.NotEqual(Load("prior: probe.json").Header.SpaceHash, TinyStudy.Load(_folder).Header.SpaceHash);

    [Theory]
    [InlineData("prior: none.json", "There is no file")]
    [InlineData("prior: '{\"modules\":[{\"layer\":7,\"module\":\"query\",\"fisher\":1}]}'", "another model")]
    [InlineData("prior: '{\"modules\":[]}'", "no module that matters")]
    [InlineData("prior: '{}'", "no probe")]
    [InlineData("prior: '{\"modules\":[{\"layer\":0,\"module\":\"query\",\"fisher\":-1}]}'", "no probe")]
    [InlineData("prior: probe.json\nsampler: random", "takes no prior")]
    public void A_prior_that_cannot_be_used_is_refused(string lines, string message)
    {
        var faults = Assert.Throws<InvalidInputException>(() => Load(lines)).Faults;

        Assert.Contains(faults, fault => fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_probe_proposes_is_a_baseline()
    {
        var proposed = PeftConfig.Of([new(0, new LoraConfig { Rank = 1, Targets = [ModuleKind.Value] }), new(2, new LoraConfig { Rank = 3, Targets = [ModuleKind.Value] })]);
        _folder.Write("proposal.json", $$"""{"modules":[],"configuration":{{proposed.ToJson()}}}""");

        var baseline = Assert.Single(Load("baselines: { probed: proposal.json }").Definition.Baselines);

        Assert.Equal(("probed", proposed), (baseline.Name, baseline.Modules));
    }

    private static ProbedGain Gain() => new(ProbeFile.Read(Probe, "probe", ModelShapes.BertTiny), new CostContext(ModelShapes.BertTiny, new(8, 16)));

    private static PeftConfig Lora(int layer, ModuleKind kind, int rank) => PeftConfig.Uniform([layer], new LoraConfig { Rank = rank, Targets = [kind] });

    private BoundStudy Load(string lines)
    {
        _folder.Write("probe.json", Probe);

        return TinyStudy.Load(_folder, ("sampler: random", lines.Contains("sampler", StringComparison.Ordinal) ? lines : $"sampler: bayesian\n{lines}"));
    }
}
