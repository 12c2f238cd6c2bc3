using System.Text.Json;
using AutoPeft.Models.Checkpoints.Pickles;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>The weights of a model folder: one safetensors file, several shards with an index, or a <c>pytorch_model.bin</c>.</summary>
internal sealed class WeightFiles : IDisposable
{
    private readonly List<IWeightFile> _files = [];
    private readonly Dictionary<string, (IWeightFile File, TensorEntry Entry)> _byTensor = new(StringComparer.Ordinal);

    private WeightFiles()
    {
    }

    public IEnumerable<TensorEntry> Entries => _files.SelectMany(file => file.Tensors);

    /// <exception cref="InvalidInputException">
    /// No weights, or damaged ones; carries the faults of every file.
    /// </exception>
    public static WeightFiles Open(string folder)
    {
        var single = Path.Combine(folder, ModelFileNames.Weights);
        var index = Path.Combine(folder, ModelFileNames.WeightIndex);
        var pickled = Path.Combine(folder, ModelFileNames.PytorchWeights);
        if (!File.Exists(single) && !File.Exists(index) && !File.Exists(pickled))
        {
            throw new InvalidInputException(
                new FaultPlace(folder),
                $"The folder has neither {ModelFileNames.Weights} nor {ModelFileNames.WeightIndex} nor {ModelFileNames.PytorchWeights}.",
                "Point to a model folder with weights in the safetensors format.");
        }

        var weights = new WeightFiles();
        try
        {
            weights.OpenAll(File.Exists(single) ? [single] : File.Exists(index) ? ShardPaths(folder, index) : [pickled], folder);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public TensorEntry? Find(string name) => _byTensor.GetValueOrDefault(name).Entry;

    public float[] Read(string name) => _byTensor[name].File.Read(name);

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
                IWeightFile file = path.EndsWith(".bin", StringComparison.Ordinal) ? PytorchFile.Open(path) : SafetensorsFile.Open(path);
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

    private void Register(IWeightFile file, CheckpointFaults faults)
    {
        foreach (var entry in file.Tensors)
        {
            if (!_byTensor.TryAdd(entry.Name, (file, entry)))
            {
                faults.Add(
                    $"The tensor {CheckpointFaults.Quote(entry.Name)} is in two shards.", SafetensorsHeader.Remedy);
            }
        }
    }
}
