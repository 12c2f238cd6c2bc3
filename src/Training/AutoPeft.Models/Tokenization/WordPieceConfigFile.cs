using System.Text.Json.Nodes;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization;

/// <summary>A <see cref="WordPieceConfig"/> in the words of <c>tokenizer_config.json</c>.</summary>
internal static class WordPieceConfigFile
{
    /// <summary>The settings in a folder; the defaults where the file is not there, as Hugging Face has it.</summary>
    /// <exception cref="InvalidInputException">
    /// The file is damaged or asks for what is not supported; carries all faults.
    /// </exception>
    public static WordPieceConfig Read(string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.TokenizerConfig);
        var defaults = new WordPieceConfig();
        if (!File.Exists(path))
        {
            return defaults;
        }

        var reader = new ConfigReader(JsonFile.ReadObject(path), path);
        if (!reader.Flag("do_basic_tokenize", fallback: true))
        {
            reader.Add(
                "The field 'do_basic_tokenize' is false, which is not supported.",
                "Use a tokenizer that splits words first.");
        }

        var config = new WordPieceConfig
        {
            LowerCase = reader.Flag("do_lower_case", defaults.LowerCase),
            StripAccents = reader.OptionalFlag("strip_accents"),
            SplitIdeographs = reader.Flag("tokenize_chinese_chars", defaults.SplitIdeographs),
            Padding = reader.Token("pad_token", defaults.Padding),
            Unknown = reader.Token("unk_token", defaults.Unknown),
            Classifier = reader.Token("cls_token", defaults.Classifier),
            Separator = reader.Token("sep_token", defaults.Separator),
            Mask = reader.Token("mask_token", defaults.Mask),
        };
        reader.ThrowIfAny();
        return config;
    }

    public static JsonObject ToJson(WordPieceConfig config) => new()
    {
        ["cls_token"] = config.Classifier,
        ["do_lower_case"] = config.LowerCase,
        ["mask_token"] = config.Mask,
        ["pad_token"] = config.Padding,
        ["sep_token"] = config.Separator,
        ["strip_accents"] = config.StripAccents,
        ["tokenize_chinese_chars"] = config.SplitIdeographs,
        ["tokenizer_class"] = "BertTokenizer",
        ["unk_token"] = config.Unknown,
    };
}
