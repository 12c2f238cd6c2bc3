using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Tokenization.BytePairs;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>Byte-pair encoding in a <c>tokenizer.json</c>: byte-level (GPT-2, RoBERTa), or by characters (Llama).</summary>
internal static class BytePairFile
{
    public static BytePairTokenizer Read(JsonPart root)
    {
        var model = root["model"];
        RefuseOptions(model);
        var tokens = TokenTable.Read(root);
        var merges = Merges(model["merges"], tokens);
        var template = TemplateFile.Read(root["post_processor"], tokens);
        root.Faults.ThrowIfAny();
        var encoder = Encoder(root, new(tokens.Ids, merges));
        root.Faults.ThrowIfAny();

        return new(new()
        {
            Added = tokens.Added,
            Encoder = encoder,
            Template = template,
            Size = tokens.Size,
            PaddingId = tokens.PaddingId(root),
        });
    }

    private static void RefuseOptions(JsonPart model)
    {
        foreach (var option in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (model[option] is { IsThere: true } part && part.Text().Length > 0)
            {
                part.Refuse("none");
            }
        }

        if (model["dropout"].IsThere && model["dropout"].Value.ToString() is not ("0" or "0.0"))
        {
            model["dropout"].Refuse("none");
        }

        if (model["ignore_merges"].Flag(fallback: false))
        {
            model["ignore_merges"].Refuse("false");
        }
    }

    /// <summary>Each merge is a text of two parts with a space between, or a list of two texts.</summary>
    private static List<(string Left, string Right)> Merges(JsonPart list, TokenTable tokens)
    {
        var merges = new List<(string Left, string Right)>();
        foreach (var item in list.Items())
        {
            var parts = item.Value.ValueKind == System.Text.Json.JsonValueKind.Array
                ? [.. item.Items().Select(part => part.Text())]
                : item.Text().Split(' ');
            if (parts.Length == 2 && IsKnown(tokens, parts[0], parts[1]))
            {
                merges.Add((parts[0], parts[1]));
            }
            else
            {
                item.Fault($"joins {CheckpointFaults.Quote(string.Join(' ', parts))}; both parts and the result must be tokens.");
            }
        }

        return merges;
    }

    private static bool IsKnown(TokenTable tokens, string left, string right) =>
        tokens.Ids.ContainsKey(left) && tokens.Ids.ContainsKey(right) && tokens.Ids.ContainsKey(left + right);

    private static IWordEncoder Encoder(JsonPart root, BytePairVocabulary vocabulary)
    {
        var (splitter, normalizer) = (root["pre_tokenizer"], root["normalizer"]);
        if (splitter.Type == "ByteLevel")
        {
            if (normalizer.IsThere)
            {
                normalizer["type"].Refuse("none before ByteLevel");
            }

            if (!splitter["use_regex"].Flag(fallback: true))
            {
                splitter["use_regex"].Refuse("true");
            }

            return new ByteLevelEncoder(vocabulary, splitter["add_prefix_space"].Flag(fallback: true));
        }

        if (splitter.IsThere)
        {
            splitter["type"].Refuse("ByteLevel, or none");
        }

        return new CharacterEncoder(vocabulary, Normalization(normalizer, Settings(root["model"])));
    }

    private static CharacterEncoderSettings Settings(JsonPart model) => new()
    {
        Unknown = model["unk_token"].IsThere ? model["unk_token"].Text() : null,
        FusesUnknown = model["fuse_unk"].Flag(fallback: false),
        FallsBackToBytes = model["byte_fallback"].Flag(fallback: false),
    };

    private static CharacterEncoderSettings Normalization(JsonPart part, CharacterEncoderSettings settings)
    {
        switch (part.Type)
        {
            case "" when !part.IsThere:
                return settings;
            case "Prepend" when settings is { Prefix: "", Replacements: [] }:
                return settings with { Prefix = part["prepend"].Text() };
            case "Replace" when part["pattern"]["String"] is { IsThere: true } pattern && pattern.Text().Length > 0:
                return settings with { Replacements = settings.Replacements.Add((pattern.Text(), part["content"].Text())) };
            case "Sequence":
                return part["normalizers"].Items().Aggregate(settings, (sum, item) => Normalization(item, sum));
            default:
                part["type"].Refuse("Prepend first, then Replace of texts");
                return settings;
        }
    }
}
