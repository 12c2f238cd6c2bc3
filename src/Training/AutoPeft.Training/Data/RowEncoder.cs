using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Data;

/// <summary>Turns rows into what a model reads and what it has to predict.</summary>
/// <param name="kind">What is learned.</param>
/// <param name="tokenizer">The tokenizer of the model that will read them.</param>
/// <param name="maximumLength">The most tokens of a row; longer texts are cut.</param>
internal sealed class RowEncoder(TaskKind kind, ITokenizer tokenizer, int maximumLength)
{
    /// <summary>The row.</summary>
    /// <exception cref="InvalidInputException">No token of it has anything to predict.</exception>
    public EncodedExample Encode(TextExample example)
    {
        var encoded = kind switch
        {
            TaskKind.TokenClassification => EncodeWords(example),
            TaskKind.LanguageModelling => EncodeNext(example),
            _ => new EncodedExample(tokenizer.Encode(example.Text, example.Pair, maximumLength), example.Label)
            {
                Value = example.Value,
            },
        };
        var isEmpty = kind is TaskKind.TokenClassification or TaskKind.LanguageModelling
            && encoded.Targets.All(target => target == EncodedExample.Nothing);

        return isEmpty ? throw Empty(example) : encoded;
    }

    /// <summary>A word's tag is asked of its first token; what else belongs to the word follows from it (Devlin et al. 2019).</summary>
    private EncodedExample EncodeWords(TextExample example)
    {
        var (tokens, words) = tokenizer.EncodeWords(Words.Of(example.Text), maximumLength);
        var targets = words.Select((word, index) => word >= 0 && (index == 0 || words[index - 1] != word)
            ? example.Tags[word]
            : EncodedExample.Nothing);

        return new(tokens, 0) { Targets = [.. targets] };
    }

    private EncodedExample EncodeNext(TextExample example)
    {
        var tokens = tokenizer.Encode(example.Text, null, maximumLength);

        return new(tokens, 0) { Targets = [.. tokens.Ids.Skip(1), EncodedExample.Nothing] };
    }

    private InvalidInputException Empty(TextExample example)
    {
        const int Shown = 60;
        var start = example.Text.Length > Shown ? example.Text[..Shown] + "…" : example.Text;

        return new(
            new FaultPlace("data"),
            $"Of '{start}' nothing can be predicted: it has too few tokens within the first {maximumLength}.",
            "Remove the row, or raise maximum_length.");
    }
}
