using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>WordPiece in a <c>tokenizer.json</c>: what BERT's fast tokenizer is saved as.</summary>
internal static class WordPieceFile
{
    public static WordPieceTokenizer Read(JsonPart root)
    {
        var (model, normalizer) = (root["model"], root["normalizer"]);
        RefuseOptions(root, model, normalizer);
        var tokens = TokenTable.Read(root);
        var template = TemplateFile.Read(root["post_processor"], tokens);
        var (names, config) = (NamesById(tokens), new WordPieceConfig());
        root.Faults.ThrowIfAny();
        config = config with
        {
            LowerCase = normalizer["lowercase"].Flag(fallback: true),
            StripAccents = normalizer["strip_accents"].IsThere ? normalizer["strip_accents"].Flag(fallback: false) : null,
            SplitIdeographs = normalizer["handle_chinese_chars"].Flag(fallback: true),
            Unknown = model["unk_token"].Text(),
            Padding = names[tokens.PaddingId(root)],
        };
        config = Framed(root["post_processor"], (template, names), config);
        foreach (var missing in config.Special.Where(token => tokens.Find(token) is null))
        {
            root["added_tokens"].Fault($"lacks the special token {CheckpointFaults.Quote(missing)}.");
        }

        root.Faults.ThrowIfAny();

        return new(new WordPieceVocabulary(names), config);
    }

    private static void RefuseOptions(JsonPart root, JsonPart model, JsonPart normalizer)
    {
        if (normalizer.Type != "BertNormalizer" || !normalizer["clean_text"].Flag(fallback: true))
        {
            normalizer["type"].Refuse("BertNormalizer that cleans text");
        }

        if (root["pre_tokenizer"].Type != "BertPreTokenizer")
        {
            root["pre_tokenizer"]["type"].Refuse("BertPreTokenizer");
        }

        if (model["continuing_subword_prefix"] is { IsThere: true } prefix && prefix.Text() != WordPieceVocabulary.Continuation)
        {
            prefix.Refuse(WordPieceVocabulary.Continuation);
        }

        if (model["max_input_chars_per_word"] is { IsThere: true } longest && longest.Number() != 100)
        {
            longest.Refuse("100");
        }
    }

    private static string[] NamesById(TokenTable tokens)
    {
        var names = new string[tokens.Size];
        foreach (var (token, id) in tokens.Ids.Concat(tokens.Added.Select(token => KeyValuePair.Create(token.Content, token.Id))))
        {
            names[id] = token;
        }

        return names;
    }

    /// <summary>The only frame that this tokenizer has is BERT's: classifier, text, separator, and again for a pair.</summary>
    private static WordPieceConfig Framed(
        JsonPart part, (SequenceTemplate Template, string[] Names) frame, WordPieceConfig config)
    {
        if (frame.Template is not
            {
                Single: [{ SpecialId: { } classifier }, { SpecialId: null }, { SpecialId: { } separator }],
                Pair: [_, { IsSecond: false }, _, { IsSecond: true, Segment: 1 }, { Segment: 1 }],
            })
        {
            part["type"].Refuse("BERT's frame");
            return config;
        }

        return config with { Classifier = frame.Names[classifier], Separator = frame.Names[separator] };
    }
}
