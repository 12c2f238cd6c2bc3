using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>Reads the <c>post_processor</c>: where special tokens stand.</summary>
internal static class TemplateFile
{
    public static SequenceTemplate Read(JsonPart part, TokenTable tokens) => part.Type switch
    {
        "" when !part.IsThere => SequenceTemplate.Bare,
        "ByteLevel" => SequenceTemplate.Bare,
        "TemplateProcessing" => new(Parts(part["single"], part, tokens), Parts(part["pair"], part, tokens)),
        "RobertaProcessing" => Roberta(Named(part["cls"], tokens), Named(part["sep"], tokens)),
        "BertProcessing" => Bert(Named(part["cls"], tokens), Named(part["sep"], tokens)),
        "Sequence" => part["processors"].Items()
            .Select(item => Read(item, tokens))
            .FirstOrDefault(template => template != SequenceTemplate.Bare, SequenceTemplate.Bare),
        _ => Unknown(part),
    };

    /// <summary>&lt;s&gt; A &lt;/s&gt; and &lt;s&gt; A &lt;/s&gt; &lt;/s&gt; B &lt;/s&gt;, all in segment 0.</summary>
    public static SequenceTemplate Roberta(int opening, int closing)
    {
        var (first, second) = (new TemplatePart(null, IsSecond: false, 0), new TemplatePart(null, IsSecond: true, 0));
        var (open, close) = (new TemplatePart(opening, IsSecond: false, 0), new TemplatePart(closing, IsSecond: false, 0));

        return new([open, first, close], [open, first, close, close, second, close]);
    }

    private static SequenceTemplate Bert(int classifier, int separator)
    {
        ImmutableArray<TemplatePart> single =
            [new(classifier, IsSecond: false, 0), new(null, IsSecond: false, 0), new(separator, IsSecond: false, 0)];

        return new(single, [.. single, new(null, IsSecond: true, 1), new(separator, IsSecond: false, 1)]);
    }

    private static SequenceTemplate Unknown(JsonPart part)
    {
        part["type"].Refuse("TemplateProcessing, RobertaProcessing, BertProcessing, ByteLevel, Sequence");

        return SequenceTemplate.Bare;
    }

    /// <summary>The number in a pair such as ["&lt;s&gt;", 0].</summary>
    private static int Named(JsonPart pair, TokenTable tokens)
    {
        var items = pair.Items().ToArray();
        if (items.Length == 2 && items[1].Number() is var id && id < tokens.Size)
        {
            return id;
        }

        pair.Fault("must be a token and its number.");

        return 0;
    }

    private static ImmutableArray<TemplatePart> Parts(JsonPart list, JsonPart template, TokenTable tokens) =>
        [.. list.Items().SelectMany(item => PartsOf(item, template["special_tokens"], tokens))];

    private static IEnumerable<TemplatePart> PartsOfSpecial(JsonPart item, JsonPart specials, TokenTable tokens)
    {
        var ids = specials[item["id"].Text()]["ids"];
        foreach (var id in ids.Items().Select(number => number.Number()))
        {
            if (id >= tokens.Size)
            {
                ids.Fault($"names token {id}; there are {tokens.Size}.");
            }

            yield return new(id, IsSecond: false, item["type_id"].Number());
        }
    }

    private static IEnumerable<TemplatePart> PartsOf(JsonPart item, JsonPart specials, TokenTable tokens)
    {
        if (item["SpecialToken"] is { IsThere: true } special)
        {
            return PartsOfSpecial(special, specials, tokens);
        }

        var sequence = item["Sequence"];

        return [new(null, sequence["id"].Text() == "B", sequence["type_id"].Number())];
    }
}
