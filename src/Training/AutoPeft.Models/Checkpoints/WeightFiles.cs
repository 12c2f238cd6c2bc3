using System.Text.Json;
using AutoPeft.Models.Checkpoints.Pickles;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>The weights of a model folder, in safetensors or as PyTorch saves them: one file, or several shards with an index.</summary>
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
        var paths = PathsOf(folder) ?? throw new InvalidInputException(
            new FaultPlace(folder),
            $"The folder has neither {ModelFileNames.Weights} nor {ModelFileNames.WeightIndex} nor {ModelFileNames.PytorchWeights}.",
            "Point to a model folder with weights in the safetensors format.");
        var weights = new WeightFiles();
        try
        {
            weights.OpenAll(paths, folder);
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

    /// <summary>The files of the weights, safetensors before PyTorch's own; null when there are none.</summary>
    private static List<string>? PathsOf(string folder)
    {
        foreach (var (file, index) in new[]
        {
            (ModelFileNames.Weights, ModelFileNames.WeightIndex),
            (ModelFileNames.PytorchWeights, ModelFileNames.PytorchIndex),
        })
        {
            if (File.Exists(Path.Combine(folder, file)))
            {
                return [Path.Combine(folder, file)];
            }

            if (File.Exists(Path.Combine(folder, index)))
            {
                return ShardPaths(folder, Path.Combine(folder, index), Path.GetExtension(file));
            }
        }

        return null;
    }

    private static List<string> ShardPaths(string folder, string index, string extension)
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
                && name == Path.GetFileName(name) && name.EndsWith(extension, StringComparison.Ordinal))
            {
                names.Add(name);
            }
            else
            {
                faults.Add(
                    $"The shard {CheckpointFaults.Quote(value.GetRawText())} is no {extension} file of the folder.",
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
