using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.TestKit.Files;

namespace AutoPeft.TestKit.Models;

/// <summary>
/// A small model with a batch and what PyTorch computed for them: a folder under <c>tests/reference</c>.
/// </summary>
public sealed class TransformerReference : IDisposable
{
    private readonly JsonElement _batch;
    private readonly SafetensorsFile _expected;
    private readonly SafetensorsFile _weights;

    /// <summary>Opens a reference, e.g. <c>bert</c>.</summary>
    public TransformerReference(string name)
    {
        var folder = Path.Combine(Repository.Root, "tests", "reference", name);
        ModelFolder = Path.Combine(folder, "model");
        _batch = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "batch.json"))).RootElement;
        _expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        _weights = SafetensorsFile.Open(Path.Combine(ModelFolder, "model.safetensors"));
        Batch = new(Numbers("ids"), Numbers("segments"), Numbers("lengths"));
    }

    /// <summary>The Hugging Face folder of the model; heads are stored with it.</summary>
    public string ModelFolder { get; }

    /// <summary>The padded batch.</summary>
    public TokenBatch Batch { get; }

    /// <summary>Every name under this prefix that PyTorch has a number for, without the prefix.</summary>
    public IEnumerable<string> Names(string prefix) => _expected.Entries
        .Select(entry => entry.Name)
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => name[prefix.Length..]);

    /// <summary>What PyTorch computed.</summary>
    public float[] Expected(string name) => _expected.Read(name);

    /// <summary>A stored weight, heads included.</summary>
    public float[] Weight(string name) => _weights.Read(name);

    /// <summary>Whole numbers that belong to the batch, e.g. <c>labels</c>; nested lists are flattened.</summary>
    public ImmutableArray<int> Numbers(string name) => [.. Flatten(_batch.GetProperty(name))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _expected.Dispose();
        _weights.Dispose();
    }

    private static IEnumerable<int> Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Flatten)
        : [element.GetInt32()];
}
