using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>Reads the fields of a recipe and collects every fault.</summary>
internal sealed class RecipeReader(JsonFields fields, List<Fault> faults)
{
    private const int HashDigits = 64;

    public void CheckVersion(string format, int version)
    {
        if (fields.Text("format") is { } found && found != format)
        {
            fields.Fault("format", $"format is {found}, not {format}.");
        }

        if (fields.WholeNumber("version") is var number && number != version)
        {
            fields.Fault("version", $"version is {number}; this program reads {version}.");
        }
    }

    public Recipe Read() => new()
    {
        Configuration = Configuration(),
        Model = Model(),
        DataName = fields.Text("data") ?? "",
        Splits = Items("splits", item => new RecipeSplit(item.Text("name") ?? "", item.WholeNumber("rows"), Hash(item))),
        Task = Task(),
        Metric = fields.Find("metric") is null ? null : fields.Text("metric"),
        ClassWeights = fields.Numbers("class_weights"),
        Classes = fields.Texts("classes"),
        Training = fields.Find("training") ?? Missing("training"),
        Seeds = Texts("seeds").ToImmutableSortedDictionary(entry => entry.Key, Seed, StringComparer.Ordinal),
        Results = Items(
            "results", item => new RecipeResult(item.Text("metric") ?? "", item.Text("split") ?? "", item.Number("value"))),
        Versions = Texts("versions"),
        Lineage = Lineage(),
    };

    private TaskKind Task()
    {
        if (fields.Find("task") is null || fields.Text("task") is not { } name)
        {
            return TaskKind.Classification;
        }

        if (RecipeTasks.Find(name) is not { } task)
        {
            fields.Fault("task", $"task is {name}, which this program does not know.");
            return TaskKind.Classification;
        }

        return task;
    }

    // Texts, because a seed has 64 bits and many readers of JSON keep 53.
    private long Seed(KeyValuePair<string, string> entry)
    {
        if (!long.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            fields.Fault($"seeds.{entry.Key}", "The value must be a whole number.");
        }

        return seed;
    }

    private PeftConfig Configuration() => Modules(() => PeftConfigJson.Read(
        fields.Find("configuration") ?? Missing("configuration"), $"{fields.Source}: configuration", MethodRegistry.BuiltIn));

    private ImmutableSortedDictionary<string, string> Lineage()
    {
        var lineage = Texts("lineage");
        if (lineage.TryGetValue(Recipe.TrainedAs, out var json))
        {
            Modules(() => PeftConfig.FromJson(json, $"{fields.Source}: lineage.{Recipe.TrainedAs}"));
        }

        return lineage;
    }

    private PeftConfig Modules(Func<PeftConfig> read)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return PeftConfig.Empty;
        }
    }

    private RecipeModel Model()
    {
        var model = new JsonFields(fields.Find("model") ?? Missing("model"), $"{fields.Source}: model", faults);

        return new(model.Text("family") ?? "", model.Find("name") is null ? null : model.Text("name"), Hash(model));
    }

    private static string Hash(JsonFields item)
    {
        var hash = item.Text("sha256") ?? "";
        if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigitLower))
        {
            item.Fault("sha256", $"sha256 must be {HashDigits} lower-case hexadecimal digits.");
        }

        return hash;
    }

    private ImmutableArray<T> Items<T>(string name, Func<JsonFields, T> read)
    {
        if (fields.Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            fields.Fault(name, $"{name} must be a list.");
            return [];
        }

        return [.. list.EnumerateArray().Select((item, index) => read(new(item, $"{fields.Source}: {name}[{index}]", faults)))];
    }

    private ImmutableSortedDictionary<string, string> Texts(string name)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (fields.Find(name) is not { ValueKind: JsonValueKind.Object } entries)
        {
            fields.Fault(name, $"{name} must be an object.");
            return texts.ToImmutable();
        }

        foreach (var entry in entries.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
            {
                texts[entry.Name] = entry.Value.GetString()!;
            }
            else
            {
                fields.Fault($"{name}.{entry.Name}", "The value must be a text.");
            }
        }

        return texts.ToImmutable();
    }

    private JsonElement Missing(string name)
    {
        fields.Fault(name, $"{name} is missing.");
        return default;
    }
}
