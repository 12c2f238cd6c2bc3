using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

/// <summary>Entities and ratios counted by hand.</summary>
public sealed class EntityF1MetricTests
{
    private static readonly ImmutableArray<string> Labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

    [Theory]
    [InlineData("B-PER I-PER O B-LOC", "B-PER I-PER O B-LOC", 1.0)] // two of two
    [InlineData("O O B-LOC I-LOC B-PER I-PER O", "O O O B-LOC I-LOC I-LOC O", 0.0)] // 2 found, 1 sought, none with both ends
    [InlineData("B-PER I-PER O O", "B-PER I-PER O B-LOC", 2.0 / 3)] // 1 found, 2 sought, 1 right
    [InlineData("B-PER O", "B-PER I-PER", 0.0)] // the last word differs
    [InlineData("B-LOC I-LOC", "B-PER I-PER", 0.0)] // the type differs
    [InlineData("B-PER B-PER", "B-PER I-PER", 0.0)] // two entities beside each other are not one
    [InlineData("B-PER B-PER O", "B-PER B-PER O", 1.0)]
    [InlineData("O I-PER I-PER", "O B-PER I-PER", 1.0)] // I begins an entity where none goes on
    [InlineData("B-PER I-LOC", "B-PER B-LOC", 1.0)] // as does one of another type
    [InlineData("O O", "O O", 0.0)] // nothing found, nothing sought
    [InlineData("O O", "B-PER O", 0.0)]
    [InlineData("B-PER|I-PER", "B-PER|I-PER", 1.0)] // two texts, two entities
    [InlineData("B-PER|I-PER", "B-PER|O", 2.0 / 3)] // 2 found, 1 sought, 1 right: the entity ends with its text
    [InlineData("B-PER|O", "O|B-PER", 0.0)] // the same words of another text
    [InlineData("B-PER O B-LOC|O", "B-PER O B-PER|B-LOC", 0.4)] // 2 found, 3 sought, 1 right
    public void Only_whole_entities_of_the_right_type_count(string predicted, string actual, double expected)
    {
        var counts = EntityCounts.Of(Tags(predicted), Tags(actual), Labels);

        Assert.Equal(expected, new EntityF1Metric().Measure(new([], null, 0) { Entities = counts }), 1e-12);
    }

    [Theory]
    [InlineData("O,B-PER,I-PER", true)]
    [InlineData("I-PER,B-PER", true)]
    [InlineData("O,I-PER", true)]
    [InlineData("WORD,SIGN", false)]
    [InlineData("O,NOUN", false)]
    [InlineData("O,B-", false)]
    [InlineData("O,S-PER,B-PER", false)]
    public void It_is_measured_of_tags_that_mark_entities_only(string labels, bool isMeasured)
    {
        var data = new TextDataset([], [.. labels.Split(',')], TaskKind.TokenClassification);

        Assert.Equal(isMeasured, new EntityF1Metric().Supports(data.Task));
    }

    [Fact]
    public void Classes_of_texts_are_no_entities_whatever_they_are_called() =>
        Assert.False(new EntityF1Metric().Supports(new TextDataset([], ["O", "B-PER"]).Task));

    [Fact]
    public void Without_entities_there_is_nothing_to_measure()
    {
        Assert.Null(EntityCounts.Of([[0, 1]], [[0, 1]], ["WORD", "SIGN"]));
        Assert.Throws<ArgumentException>(() => new EntityF1Metric().Measure(new Evaluation([], null, 0)));
    }

    private static int[][] Tags(string texts) =>
        [.. texts.Split('|').Select(text => text.Split(' ').Select(tag => Labels.IndexOf(tag)).ToArray())];
}
