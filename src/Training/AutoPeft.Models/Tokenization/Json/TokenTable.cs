using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>Every token of a <c>tokenizer.json</c>: those of the model and those that were added.</summary>
internal sealed record TokenTable(Dictionary<string, int> Ids, ImmutableArray<AddedToken> Added)
{
    private static readonly string[] PaddingNames = ["[PAD]", "<pad>", "<|pad|>", "<|endoftext|>", "</s>", "<unk>"];

    /// <summary>V, the number of tokens.</summary>
    public int Size => Ids.Values.Concat(Added.Select(token => token.Id)).Append(-1).Max() + 1;

    /// <summary>Reads both lists. Together they must number the tokens 0, 1, 2, … without a gap.</summary>
    public static TokenTable Read(JsonPart root)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var vocabulary = root["model"]["vocab"];
        if (vocabulary.Value.ValueKind != JsonValueKind.Object)
        {
            vocabulary.Fault("must be an object of tokens and their numbers.");
            return new(ids, []);
        }

        foreach (var property in vocabulary.Value.EnumerateObject())
        {
            var name = JsonText.NameOf(property) ?? "";
            if (name.Length == 0 || !ids.TryAdd(name, new JsonPart(property.Value, $"model.vocab.{name}", root.Faults).Number()))
            {
                vocabulary.Fault($"has {CheckpointFaults.Quote(name)} twice, or as no text.");
            }
        }

        var table = new TokenTable(ids, root["added_tokens"].IsThere ? [.. root["added_tokens"].Items().Select(AddedTokenOf)] : []);
        table.CheckNumbers(vocabulary);

        return table;
    }

    /// <summary>The number of a token wherever it is listed; null when it is not.</summary>
    public int? Find(string token) =>
        Ids.TryGetValue(token, out var id) ? id : Added.FirstOrDefault(added => added.Content == token)?.Id;

    /// <summary>The padding token: what the file says, else the first of the usual names, else 0.</summary>
    public int PaddingId(JsonPart root) => root["padding"]["pad_id"] is { IsThere: true } padding && padding.Number() < Size
        ? padding.Number()
        : PaddingNames.Select(Find).FirstOrDefault(id => id is not null) ?? 0;

    private static AddedToken AddedTokenOf(JsonPart part)
    {
        var content = part["content"].Text();
        if (content.Length == 0)
        {
            part["content"].Fault("is empty.");
        }

        return new(content, part["id"].Number())
        {
            StripsLeft = part["lstrip"].Flag(fallback: false),
            StripsRight = part["rstrip"].Flag(fallback: false),
            IsWholeWord = part["single_word"].Flag(fallback: false),
        };
    }

    private void CheckNumbers(JsonPart vocabulary)
    {
        var numbers = new Dictionary<int, string>();
        foreach (var (token, id) in Ids.Concat(Added.Select(token => KeyValuePair.Create(token.Content, token.Id))))
        {
            if (!numbers.TryAdd(id, token) && numbers[id] != token)
            {
                vocabulary.Fault(
                    $"gives number {id} to {CheckpointFaults.Quote(numbers[id])} and to {CheckpointFaults.Quote(token)}.");
            }
        }

        if (numbers.Count == 0 || numbers.Keys.Max() != numbers.Count - 1)
        {
            vocabulary.Fault($"numbers {numbers.Count} tokens up to {numbers.Keys.Append(0).Max()}: there is a gap.");
        }
    }
}
