using AutoPeft.Models.Tokenization;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class EncodedDatasetTests
{
    private readonly EncodedDataset _data = new(
        "key",
        [new(new([5, 6, 7], [0, 0, 0]), 0), new(new([8, 9], [0, 1]), 1), new(new([4], [0]), 0)],
        2,
        paddingId: 99);

    [Fact]
    public void A_batch_is_padded_to_its_longest_row_only()
    {
        var batch = _data.Batch([2, 1]);

        Assert.Equal(2, batch.Length);
        Assert.Equal([4, 99, 8, 9], batch.Ids);
        Assert.Equal([1, 2], batch.Lengths);
    }

    [Fact]
    public void The_second_text_is_segment_1_and_padding_is_segment_0()
    {
        Assert.Equal([0, 0, 0, 0, 1, 0], _data.Batch([0, 1]).Segments);
    }

    [Fact]
    public void Labels_and_tokens_are_counted()
    {
        Assert.Equal([0, 1], _data.LabelsOf([2, 1]));
        Assert.Equal(6, _data.TokenCount);
    }

    [Fact]
    public void Texts_are_tokenised_with_the_tokenizer_of_the_model()
    {
        var tokenizer = new WordPieceTokenizer(new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad"]), new());
        var text = new TextDataset([new("Good", null, 1), new("bad good bad", "good", 0)], ["no", "yes"]);

        var data = EncodedDataset.Encode(text, tokenizer, "here", maximumLength: 6);

        Assert.Equal([2, 5, 3, 0, 0, 0, 2, 6, 5, 3, 5, 3], data.Batch([0, 1]).Ids);
        Assert.Equal(1, data.LabelOf(0));
        Assert.NotEqual(data.Key, EncodedDataset.Encode(text, tokenizer, "here", maximumLength: 5).Key);
    }

    [Fact]
    public void A_row_without_tokens_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new EncodedDataset("key", [new(new([], []), 0)], 2));
    }
}
