using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class TaskSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TaskSectionTests()
    {
        Directory.CreateDirectory(_folder.File("model"));
        _folder.Write("train.tsv", "x");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("regression", TaskKind.Regression)]
    [InlineData("token_classification", TaskKind.TokenClassification)]
    [InlineData("sts-b", TaskKind.Regression)]
    [InlineData("{ kind: cola }", TaskKind.Classification)]
    public void A_task_is_a_kind_or_one_of_glue(string text, TaskKind kind)
    {
        Assert.Equal(kind, Load($"task: {text}\n", "loss").Definition.Task.Kind);
    }

    [Fact]
    public void Without_a_task_classes_are_learned_and_the_fingerprint_is_that_of_before_there_were_tasks()
    {
        var plain = Load(string.Empty, "accuracy");

        Assert.Equal(TaskKind.Classification, plain.Definition.Task.Kind);
        Assert.Equal(plain.Header.SpaceHash, Load("task: classification\n", "accuracy").Header.SpaceHash);
        Assert.NotEqual(plain.Header.SpaceHash, Load("task: { kind: classification, class_weights: balanced }\n", "accuracy").Header.SpaceHash);
    }

    [Fact]
    public void Class_weights_are_balanced_or_numbers()
    {
        Assert.True(Load("task: { kind: classification, class_weights: balanced }\n", "accuracy").Definition.Task.IsBalanced);
        Assert.Equal([1, 2.5], Load("task: { kind: mrpc, class_weights: [1, 2.5] }\n", "glue").Definition.Task.ClassWeights);
    }

    [Theory]
    [InlineData("task: clasification\n", "accuracy", "clasification")]
    [InlineData("task: { kind: classification, class_weights: [1, -1] }\n", "accuracy", "class_weights")]
    [InlineData("task: { kind: regression, class_weights: balanced }\n", "pearson", "Only classes and tags")]
    [InlineData("task: regression\n", "accuracy", "not measured of the task 'regression'")]
    [InlineData("", "perplexity", "not measured of the task 'classification'")]
    [InlineData("", "glue", "GLUE's tasks only")]
    [InlineData("task: language_modelling\n", "perplexity", "has no 'label'")]
    public void What_does_not_go_together_is_refused(string task, string objective, string words)
    {
        var error = Assert.Throws<InvalidInputException>(() => Load(task, objective));

        Assert.Contains(error.Faults, fault => fault.ToString().Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Whole_entities_are_counted_only_of_labels_that_mark_them()
    {
        const string Task = "task: token_classification\n";

        Assert.Equal("entity_f1", Load(Task, "entity_f1", ", labels: [O, B-PER, I-PER]").Definition.Objectives[0].Name);
        var error = Assert.Throws<InvalidInputException>(() => Load(Task, "entity_f1", ", labels: [noun, verb]"));
        Assert.Contains("IOB2", Assert.Single(error.Faults).ToString(), StringComparison.Ordinal);
    }

    private BoundStudy Load(string task, string objective, string labels = "") => new StudyFile(new FixedShape(ModelShapes.BertTiny)).Load(_folder.Write("study.yaml", task + $$"""
        model: model
        data: { train: train.tsv, text: text, label: label{{labels}} }
        space: { lora: { rank: { choices: [0, 2] } } }
        objectives: [{{objective}}, trainable_parameters]
        budget: { trials: 4 }
        """));
}
