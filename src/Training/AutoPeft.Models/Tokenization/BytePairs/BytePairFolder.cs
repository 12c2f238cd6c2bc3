using System.Text;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Tokenization.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>Reads <c>vocab.json</c> and <c>merges.txt</c>, as GPT-2 and RoBERTa were first saved.</summary>
internal static class BytePairFolder
{
    private const string EndOfText = "<|endoftext|>";

    /// <exception cref="InvalidInputException">A file cannot be used; carries all faults.</exception>
    public static BytePairTokenizer Load(string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.BytePairVocabulary);
        var faults = new CheckpointFaults(path);
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in JsonFile.ReadObject(path).EnumerateObject())
        {
            var name = JsonText.NameOf(item) ?? "";
            vocabulary[name] = new JsonPart(item.Value, name, faults).Number();
        }

        if (vocabulary.Count == 0 || !vocabulary.Values.Order().SequenceEqual(Enumerable.Range(0, vocabulary.Count)))
        {
            faults.Add("The tokens are not numbered 0, 1, 2, … without a gap.", "Take the vocabulary that belongs to the model.");
        }

        var merges = Merges(Path.Combine(folder, ModelFileNames.Merges), vocabulary);
        faults.ThrowIfAny();

        return Create(new(vocabulary, merges), vocabulary, AddsSpace(folder));
    }

    private static bool AddsSpace(string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.TokenizerConfig);
        if (!File.Exists(path))
        {
            return false;
        }

        var reader = new ConfigReader(JsonFile.ReadObject(path), path);
        var adds = reader.Flag("add_prefix_space", fallback: false);
        reader.ThrowIfAny();

        return adds;
    }

    private static BytePairTokenizer Create(BytePairVocabulary symbols, Dictionary<string, int> ids, bool addsSpace)
    {
        var isRoberta = ids.ContainsKey("<s>") && ids.ContainsKey("</s>");
        string[] special = isRoberta ? ["<s>", "<pad>", "</s>", "<unk>", "<mask>"] : [EndOfText];

        return new(new()
        {
            Added =
            [
                .. special.Where(ids.ContainsKey)
                    .Select(token => new AddedToken(token, ids[token]) { StripsLeft = token == "<mask>" }),
            ],
            Encoder = new ByteLevelEncoder(symbols, addsSpace),
            Template = isRoberta ? TemplateFile.Roberta(ids["<s>"], ids["</s>"]) : SequenceTemplate.Bare,
            Size = ids.Count,
            PaddingId = ids.GetValueOrDefault(isRoberta ? "<pad>" : EndOfText),
        });
    }

    private static List<(string Left, string Right)> Merges(string path, Dictionary<string, int> vocabulary)
    {
        var faults = new List<Fault>();
        var merges = new List<(string Left, string Right)>();
        foreach (var (index, line) in ReadLines(path).Index())
        {
            if (line.Length == 0 || (index == 0 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            var parts = line.Split(' ');
            if (parts.Length == 2 && new[] { parts[0], parts[1], parts[0] + parts[1] }.All(vocabulary.ContainsKey))
            {
                merges.Add((parts[0], parts[1]));
            }
            else if (faults.Count < 50)
            {
                faults.Add(new(
                    new FaultPlace(path, index + 1),
                    "This is not two tokens with a space between them that make a third.",
                    "Take the merges that belong to the vocabulary."));
            }
        }

        return faults.Count == 0 ? merges : throw new InvalidInputException(faults);
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new InvalidInputException(
                new FaultPlace(path), "The file cannot be read as UTF-8: " + exception.Message, "Fetch it again.");
        }
    }
}
