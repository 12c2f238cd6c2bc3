using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>A manifest as JSON, sealed with a hash over itself.</summary>
internal static class ExportManifestJson
{
    private const string SealKey = "seal";
    private const string RecipeKey = "recipe";
    private const int MaximumFiles = 64;

    public static byte[] Write(ExportManifest manifest)
    {
        var content = new JsonObject
        {
            ["files"] = new JsonArray([.. manifest.Files.Select(File)]),
            ["format"] = manifest.Format,
            [RecipeKey] = RecipeJson.Write(manifest.Recipe),
            ["verdict"] = new JsonObject
            {
                ["alternative"] = manifest.Verdict.Alternative,
                ["kind"] = VerdictName(manifest.Verdict.Kind),
                ["reasons"] = PortableJson.List(manifest.Verdict.Reasons),
            },
        };
        content[SealKey] = Seal(content);

        return PortableJson.Write(content);
    }

    /// <summary>Whether an object has a recipe within it, as a manifest has and a recipe has not.</summary>
    public static bool IsManifest(JsonElement content) => content.TryGetProperty(RecipeKey, out _);

    /// <summary>Reads a manifest.</summary>
    /// <param name="content">The object.</param>
    /// <param name="source">The file it is from.</param>
    /// <exception cref="InvalidInputException">It is not a manifest, or was changed; carries all faults.</exception>
    public static ExportManifest Read(JsonElement content, string source)
    {
        var faults = new List<Fault>();
        var fields = new JsonFields(content, source, faults);
        CheckSeal(content, fields);
        var manifest = new ExportManifest(
            fields.Text("format") ?? "", Verdict(fields, faults), Recipe(fields, faults)!, Files(fields, faults));

        return faults.Count == 0 ? manifest : throw new InvalidInputException(faults);
    }

    private static JsonObject File(ManifestFile file) => new()
    {
        ["bytes"] = file.Bytes,
        ["name"] = file.Name,
        ["sha256"] = file.Sha256,
        ["tensors"] = new JsonObject(
            file.Tensors.Select(tensor => KeyValuePair.Create(tensor.Key, (JsonNode?)JsonValue.Create(tensor.Value)))),
    };

    // Not a signature: it finds damage and careless edits, and whoever reseals a file has said that he changed it.
    private static string Seal(JsonObject content) => Convert.ToHexStringLower(SHA256.HashData(PortableJson.Write(content)));

    private static void CheckSeal(JsonElement element, JsonFields fields)
    {
        var content = JsonObject.Create(element)!;
        content.Remove(SealKey);
        if (fields.Text(SealKey) is { } seal && seal != Seal(content))
        {
            fields.Fault(SealKey, "The manifest was changed after it was written.");
        }
    }

    private static string VerdictName(ExportVerdictKind kind) => kind switch
    {
        ExportVerdictKind.Exact => "exact",
        ExportVerdictKind.Approximate => "approximate",
        _ => "impossible",
    };

    private static ExportVerdict Verdict(JsonFields fields, List<Fault> faults)
    {
        var verdict = new JsonFields(fields.Find("verdict") ?? default, $"{fields.Source}: verdict", faults);
        var name = verdict.Text("kind");
        var kinds = Enum.GetValues<ExportVerdictKind>().Where(kind => VerdictName(kind) == name).ToArray();
        if (kinds.Length == 0)
        {
            verdict.Fault("kind", "kind must be exact, approximate or impossible.");
        }

        return new(
            kinds.FirstOrDefault(),
            verdict.Texts("reasons"),
            verdict.Find("alternative") is null ? null : verdict.Text("alternative"));
    }

    private static Recipe? Recipe(JsonFields fields, List<Fault> faults)
    {
        try
        {
            return RecipeJson.Read(fields.Find(RecipeKey) ?? default, $"{fields.Source}: recipe");
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return null;
        }
    }

    private static ImmutableArray<ManifestFile> Files(JsonFields fields, List<Fault> faults)
    {
        if (fields.Find("files") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > MaximumFiles)
        {
            fields.Fault("files", $"files must be a list of at most {MaximumFiles}.");
            return [];
        }

        var files = list.EnumerateArray()
            .Select((file, index) => ReadFile(new(file, $"{fields.Source}: files[{index}]", faults)))
            .ToImmutableArray();
        foreach (var twice in files.GroupBy(file => file.Name).Where(group => group.Count() > 1))
        {
            fields.Fault("files", $"{twice.Key} is listed twice.");
        }

        return files;
    }

    private static ManifestFile ReadFile(JsonFields file)
    {
        var name = file.Text("name") ?? "";
        if (name is "" or "." or ".." or ExportManifest.FileName
            || name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c)))
        {
            file.Fault("name", $"'{name}' is not a name of a file in the folder.");
        }

        var tensors = file.Find("tensors") is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject()
                .ToImmutableSortedDictionary(item => item.Name, item => item.Value.ToString(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;

        return new(name, (long)file.Number("bytes"), file.Text("sha256") ?? "", tensors);
    }
}
