using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class TextDatasetTests
{
    [Fact]
    public void The_content_hash_sees_texts_pairs_labels_and_their_order()
    {
        TextDataset[] datasets =
        [
            new([new("a", null, 0), new("b", null, 1)], ["x", "y"]),
            new([new("b", null, 1), new("a", null, 0)], ["x", "y"]),
            new([new("a", null, 1), new("b", null, 1)], ["x", "y"]),
            new([new("a", "", 0), new("b", null, 1)], ["x", "y"]),
            new([new("a", "b", 0)], ["x", "y"]),
            new([new("ab", null, 0)], ["x", "y"]),
            new([new("a", null, 0), new("b", null, 1)], ["x", "z"]),
        ];

        Assert.Equal(datasets.Length, datasets.Select(dataset => dataset.ContentHash).Distinct().Count());
        Assert.Equal(datasets[0].ContentHash, new TextDataset([new("a", null, 0), new("b", null, 1)], ["x", "y"]).ContentHash);
    }

    [Fact]
    public void Classes_are_counted()
    {
        var dataset = new TextDataset([new("a", null, 0), new("b", null, 2), new("c", null, 2)], ["x", "y", "z"]);

        Assert.Equal([1, 0, 2], dataset.ClassCounts());
    }

    [Fact]
    public void A_class_number_without_label_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TextDataset([new("a", null, 1)], ["x"]));
    }
}
