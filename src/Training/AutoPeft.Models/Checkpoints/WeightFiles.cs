using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>The weights of a model folder: one safetensors file, or several shards with an index.</summary>
internal sealed class WeightFiles : IDisposable
{
    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, SafetensorsFile> _byTensor = new(StringComparer.Ordinal);

    private WeightFiles()
    {
    }

    public IEnumerable<TensorEntry> Entries => _files.SelectMany(file => file.Entries);

    /// <exception cref="InvalidInputException">
    /// No weights, or damaged ones; carries the faults of every file.
    /// </exception>
    public static WeightFiles Open(string folder)
    {
        var single = Path.Combine(folder, ModelFileNames.Weights);
        var index = Path.Combine(folder, ModelFileNames.WeightIndex);
        if (!File.Exists(single) && !File.Exists(index))
        {
            throw new InvalidInputException(
                new FaultPlace(folder),
                $"The folder has neither {ModelFileNames.Weights} nor {ModelFileNames.WeightIndex}.",
                "Point to a model folder with weights in the safetensors format.");
        }

        var weights = new WeightFiles();
        try
        {
            weights.OpenAll(File.Exists(single) ? [single] : ShardPaths(folder, index), folder);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public TensorEntry? Find(string name) => _byTensor.GetValueOrDefault(name)?.Find(name);

    public float[] Read(string name) => _byTensor[name].Read(name);

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private static List<string> ShardPaths(string folder, string index)
    {
        var faults = new CheckpointFaults(index);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (!JsonFile.ReadObject(index).TryGetProperty("weight_map", out var map)
            || map.ValueKind != JsonValueKind.Object)
        {
            faults.Add("The index has no object 'weight_map'.", SafetensorsHeader.Remedy);
            faults.ThrowIfAny();
        }

        foreach (var value in map.EnumerateObject().Select(item => item.Value))
        {
            // Only plain names: an index must not lead out of its folder.
            if (JsonText.Of(value) is { Length: > 0 } name
                && name == Path.GetFileName(name) && name.EndsWith(".safetensors", StringComparison.Ordinal))
            {
                names.Add(name);
            }
            else
            {
                faults.Add(
                    $"The shard {CheckpointFaults.Quote(value.GetRawText())} is no safetensors file of the folder.",
                    SafetensorsHeader.Remedy);
            }
        }

        faults.ThrowIfAny();
        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private void OpenAll(List<string> paths, string folder)
    {
        var faults = new CheckpointFaults(folder);
        foreach (var path in paths)
        {
            try
            {
                var file = SafetensorsFile.Open(path);
                _files.Add(file);
                Register(file, faults);
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        faults.ThrowIfAny();
    }

    private void Register(SafetensorsFile file, CheckpointFaults faults)
    {
        foreach (var entry in file.Entries)
        {
            if (!_byTensor.TryAdd(entry.Name, file))
            {
                faults.Add(
                    $"The tensor {CheckpointFaults.Quote(entry.Name)} is in two shards.", SafetensorsHeader.Remedy);
            }
        }
    }
}
