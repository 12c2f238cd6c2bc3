using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class StudyFileTests : IDisposable
{
    private const string Good = """
        name: rte
        model: model
        data:
          format: tsv
          train: train.tsv
          validation: 0.2
          test: test.tsv
          text: sentence1
          text_pair: sentence2
          label: label
        space:
          layers: each
          lora: { rank: { choices: [0, 2, 4] }, alpha: 16, targets: [query, value] }
          serial_adapter: { bottleneck_size: { choices: [0, 3] } }
        training: { learning_rate: { float: [1e-4, 1e-2], scale: log }, epochs: 3, patience: 2 }
        objectives:
          - accuracy
          - { name: trainable_parameters, scale: log }
        sampler: { name: tpe, initial: 5 }
        budget: { trials: 40, time: 2h }
        seed: 3
        concurrency: 2
        """;

    private readonly TemporaryFolder _folder = new();

    public StudyFileTests()
    {
        Directory.CreateDirectory(_folder.File("model"));
        _folder.Write("train.tsv", "x");
        _folder.Write("test.tsv", "x");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_queue_is_kept_with_the_study_and_is_open_to_every_worker_unless_it_is_named()
    {
        Assert.Equal("any", Load(Good).Header.Queue);
        Assert.Equal("gpu", Load(Good + "\nqueue: gpu").Header.Queue);
        Assert.Throws<InvalidInputException>(() => Load(Good + "\nqueue: \"a'; drop table\""));
    }

    [Fact]
    public void A_study_file_says_everything_there_is_to_know()
    {
        var study = Load(Good);

        Assert.Equal("rte", study.Definition.Name);
        Assert.Equal(_folder.File("model"), study.Definition.Model);
        Assert.Equal(_folder.File("train.tsv"), study.Definition.Data.Train);
        Assert.Equal((DataFormat.Tsv, 0.2, "sentence2"), (study.Definition.Data.Format!.Value, study.Definition.Data.ValidationFraction, study.Definition.Data.TextPair));
        Assert.Equal((3, 2), (study.Definition.Training.Epochs, study.Definition.Training.Patience!.Value));
        Assert.Equal(
            [
                new("accuracy", Direction.Maximize),
                new("trainable_parameters", Direction.Minimize, "parameters") { IsAnalytic = true, IsLogarithmic = true },
            ],
            study.Definition.Objectives);
        Assert.Equal(new SamplerDefinition("tpe", 5), study.Definition.Control.Sampler);
        Assert.Equal(new BudgetDefinition(40, TimeSpan.FromHours(2)), study.Definition.Control.Budget);
        Assert.Equal((3, 2, true), (study.Definition.Control.Seed, study.Definition.Control.Concurrency, study.Definition.Control.IsDeterministic));
        Assert.Equal(["layer.0", "layer.1", "layer.2", "lora.rank", "serial_adapter.bottleneck_size", "learning_rate"], study.Definition.Space.Domains.Select(domain => domain.Name));
    }

    [Fact]
    public void A_reference_point_is_given_for_all_objectives()
    {
        var study = Load(Good.Replace("- accuracy", "- { name: accuracy, reference: 0.5 }", StringComparison.Ordinal)
            .Replace("scale: log }\nsampler", "scale: log, reference: 1e5 }\nsampler", StringComparison.Ordinal));

        Assert.Equal([0.5, 1e5], study.Snapshot().ReferencePoint!.Value);
        Assert.Null(Load(Good).Snapshot().ReferencePoint);
    }

    [Fact]
    public void What_a_store_keeps_reads_back_as_the_same_study()
    {
        var study = Load(Good);

        var again = new StudyFile(new FixedShape(ModelShapes.BertTiny)).Parse(study.Header.Definition, "stored", study.Header.Folder);

        Assert.Equal(study.Header.SpaceHash, again.Header.SpaceHash);
    }

    [Theory]
    [InlineData("seed: 3", "seed: 4", false)]
    [InlineData("choices: [0, 3]", "choices: [0, 4]", false)]
    [InlineData("alpha: 16", "alpha: 8", false)]
    [InlineData("epochs: 3", "epochs: 4", false)]
    [InlineData("epochs: 3", "epochs: 3, gradient_accumulation: 2", false)]
    [InlineData("epochs: 3", "epochs: 3, gradient_accumulation: 1", true)]
    [InlineData("trials: 40", "trials: 80", true)]
    [InlineData("concurrency: 2", "concurrency: 4", true)]
    [InlineData("concurrency: 2", "concurrency: 2\npacking: 2", true)]
    [InlineData("name: rte", "name: rte # again", true)]
    public void Only_what_decides_results_is_part_of_the_fingerprint(string from, string to, bool isSame)
    {
        var changed = Load(Good.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(isSame, Load(Good).Header.SpaceHash == changed.Header.SpaceHash);
    }

    [Fact]
    public void Studies_from_before_gradients_were_accumulated_keep_their_fingerprint()
    {
        var divided = Load(Good.Replace("epochs: 3", "epochs: 3, gradient_accumulation: 2", StringComparison.Ordinal));

        // The other has no word of it.
        Assert.Equal("'training: default' became 'training: gradient_accumulation = 2'", divided.DifferenceFrom(Load(Good)));
    }

    [Theory]
    [InlineData("  test: test.tsv", "  tset: test.tsv", 7, "'test'")]
    [InlineData("objectives:", "objectivs:", 15, "'objectives'")]
    [InlineData("lora: {", "lroa: {", 12, "'lora'")]
    [InlineData("rank: {", "rnak: {", 12, "'rank'")]
    [InlineData("- accuracy", "- acuracy", 16, "'accuracy'")]
    [InlineData("name: tpe", "name: tppe", 18, "'tpe'")]
    [InlineData("targets: [query, value]", "targets: [query, valeu]", 12, "value")]
    [InlineData("targets: [query, value]", "targets: [query, feed_forward_gate]", 12, "bert")]
    [InlineData("choices: [0, 2, 4]", "choices: [2, 0, 4]", 12, "0 after 2")]
    [InlineData("choices: [0, 2, 4]", "choices: [0, 2.5, 4]", 12, "2.5")]
    [InlineData("choices: [0, 3]", "choices: [0]", 13, "always 0")]
    [InlineData("train: train.tsv", "train: trian.tsv", 5, "trian.tsv")]
    [InlineData("model: model", "model: modle", 2, "modle")]
    [InlineData("layers: each", "layers: all", 12, "each")]
    [InlineData("layers: each", "layers: [0, 3]", 12, "0 to 2")]
    [InlineData("layers: each", "layers: groups-of 9", 12, "group")]
    [InlineData("validation: 0.2", "validation: 1.2", 6, "between 0 and 1")]
    [InlineData("epochs: 3", "epochs: 0", 14, "at least 1")]
    [InlineData("- accuracy", "- { name: accuracy, reference: 0.5 }", 16, "all of them")]
    [InlineData("time: 2h", "time: 2 fortnights", 19, "1h30m")]
    [InlineData("{ trials: 40, time: 2h }", "{}", 19, "never end")]
    [InlineData("concurrency: 2", "concurrency: 0", 21, "from 1")]
    [InlineData("concurrency: 2", "packing: 4", 21, "concurrency: 4")]
    [InlineData("name: rte", "name: ../rte", 1, "letters")]
    public void A_mistake_is_reported_with_its_line_and_what_to_do(string from, string to, int line, string hint)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Load(Good.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(refused.Faults, fault => Math.Abs(fault.Place.Line - line) <= 1 && fault.ToString().Contains(hint, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var bad = Good
            .Replace("train.tsv", "none.tsv", StringComparison.Ordinal)
            .Replace("lora:", "lroa:", StringComparison.Ordinal)
            .Replace("- accuracy", "- acuracy", StringComparison.Ordinal)
            .Replace("seed: 3", "sede: 3", StringComparison.Ordinal);

        var refused = Assert.Throws<InvalidInputException>(() => Load(bad));

        Assert.Equal(4, refused.Faults.Length);
    }

    [Fact]
    public void Only_analytic_objectives_are_refused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => Load(Good.Replace("  - accuracy\n", string.Empty, StringComparison.Ordinal)));

        Assert.Contains("nothing to train", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_on_what_training_measures_are_read_and_make_another_study()
    {
        var study = Load(Good + "\nconstraints: [\"training_seconds <= 60\", \"f1 >= 80%\"]\n");

        Assert.Equal([new("training_seconds", true, 60), new("f1", false, 0.8)], study.Plan.Snapshot.Constraints);
        Assert.Contains("constraint: training_seconds <= 60", study.DifferenceFrom(Load(Good))!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fast", "is no constraint")]
    [InlineData("latency <= 3", "no metric 'latency'")]
    [InlineData("trainable_fraction <= 0.1", "follows from the configuration")]
    public void Limits_that_cannot_be_measured_are_refused(string limit, string reason) => Assert.Contains(
        Assert.Throws<InvalidInputException>(() => Load(Good + $"\nconstraints: [\"{limit}\"]\n")).Faults, fault => fault.Message.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void Contradictory_constraints_are_refused_with_what_was_found()
    {
        var bad = Good.Replace("space:", "space:\n  constraints: [\"trainable_parameters <= 10\"]", StringComparison.Ordinal);

        var refused = Assert.Throws<InvalidInputException>(() => Load(bad));

        Assert.Contains("smallest found is", refused.Message, StringComparison.Ordinal);
        Assert.Equal(12, refused.Faults.Single().Place.Line);
    }

    [Fact]
    public void A_constraint_on_what_only_training_tells_is_refused()
    {
        var bad = Good.Replace("space:", "space:\n  constraints: [\"accuracy >= 0.5\"]", StringComparison.Ordinal);

        Assert.Contains("only after training", Assert.Throws<InvalidInputException>(() => Load(bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_over_a_constraint_is_not_valid()
    {
        var study = Load(Good.Replace("space:", "space:\n  constraints: [\"trainable_fraction <= 5%\"]", StringComparison.Ordinal));
        var space = study.Definition.Space;
        var all = Enumerable.Range(0, 200).Select(i => space.Sample(Primitives.Randomness.RandomKey.FromSeed(i))!).ToArray();

        Assert.All(all, configuration => Assert.True(study.Binding.CostOf(configuration).TrainableFraction <= 0.05));
        Assert.NotEmpty(all);
    }

    [Theory]
    [InlineData("autopeft-bert-base.yaml", "5451776", "5446350")]
    [InlineData("autopeft-bert-large.yaml", "22330474496", "22313695950")]
    public void The_spaces_of_the_paper_have_the_papers_sizes(string name, string points, string valid)
    {
        var shape = name.Contains("large", StringComparison.Ordinal) ? ModelShapes.BertLarge : ModelShapes.BertBase;

        var size = new StudyFile(new FixedShape(shape)).LoadSpace(Path.Combine(Repository.Root, "examples", "spaces", name)).Space.Count();

        Assert.Equal((points, valid), (size.Points.ToString(), size.Valid.ToString()));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_fault() =>
        Assert.Throws<InvalidInputException>(() => new StudyFile(new FixedShape(ModelShapes.BertTiny)).Load(_folder.File("none.yaml")));

    private BoundStudy Load(string yaml) => Load(yaml, ModelShapes.BertTiny);

    private BoundStudy Load(string yaml, ModelShape shape) => new StudyFile(new FixedShape(shape)).Load(_folder.Write("study.yaml", yaml));
}
