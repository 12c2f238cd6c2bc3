using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class RowEncoderTests
{
    private const int Nothing = EncodedExample.Nothing;

    private static readonly WordPieceTokenizer Tokenizer =
        new(new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play", "##ing", "chess", "is", "fun"]), new());

    [Fact]
    public void A_tag_is_asked_of_the_first_token_of_its_word()
    {
        var data = Encode(TaskKind.TokenClassification, 10, new TextExample("playing chess", null, 0) { Tags = [1, 0] });

        Assert.Equal([2, 5, 6, 7, 3], data.Batch([0]).Ids);
        Assert.Equal([Nothing, 1, Nothing, 0, Nothing], data.TargetsOf([0]));
        Assert.Equal(2, data.PredictionsOf([0]));
    }

    [Fact]
    public void Padding_asks_for_nothing()
    {
        var data = Encode(
            TaskKind.TokenClassification,
            10,
            new TextExample("chess is fun", null, 0) { Tags = [1, 0, 1] },
            new TextExample("chess", null, 0) { Tags = [1] });

        Assert.Equal([Nothing, 1, 0, 1, Nothing, Nothing, 1, Nothing, Nothing, Nothing], data.TargetsOf([0, 1]));
    }

    [Fact]
    public void Words_that_are_cut_off_are_not_asked_for()
    {
        var data = Encode(TaskKind.TokenClassification, 4, new TextExample("playing chess", null, 0) { Tags = [1, 0] });

        Assert.Equal([Nothing, 1, Nothing, Nothing], data.TargetsOf([0]));
    }

    [Fact]
    public void Every_token_but_the_last_predicts_the_next()
    {
        var data = Encode(TaskKind.LanguageModelling, 10, new TextExample("chess is fun", null, 0));

        Assert.Equal([7, 8, 9, 3, Nothing], data.TargetsOf([0]));
        Assert.Equal(4, data.PredictionsOf([0]));
    }

    [Fact]
    public void A_row_without_anything_to_predict_is_refused_by_its_text()
    {
        var error = Assert.Throws<InvalidInputException>(
            () => Encode(TaskKind.TokenClassification, 2, new TextExample("chess", null, 0) { Tags = [1] }));

        Assert.Contains("Of 'chess' nothing can be predicted", Assert.Single(error.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_two_tasks_are_two_datasets()
    {
        var example = new TextExample("chess", null, 0);

        Assert.NotEqual(
            new TextDataset([example], [], TaskKind.LanguageModelling).ContentHash,
            new TextDataset([example], [], TaskKind.Regression).ContentHash);
    }

    private static EncodedDataset Encode(TaskKind kind, int length, params TextExample[] rows) => EncodedDataset.Encode(
        new([.. rows], kind == TaskKind.TokenClassification ? ["a", "b"] : [], kind), Tokenizer, "test", length);
}
