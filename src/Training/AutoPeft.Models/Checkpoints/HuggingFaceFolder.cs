using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// A model folder as Hugging Face lays it out: <c>config.json</c> and safetensors weights, sharded or not.
/// </summary>
public sealed class HuggingFaceFolder : IDisposable
{
    private readonly WeightFiles _weights;

    private HuggingFaceFolder(string path, JsonElement config, WeightFiles weights)
    {
        Path = path;
        Config = config;
        _weights = weights;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The object in <c>config.json</c>.</summary>
    public JsonElement Config { get; }

    /// <summary>Every stored tensor, file by file in the order of the headers.</summary>
    public IEnumerable<TensorEntry> Entries => _weights.Entries;

    /// <summary>Opens a folder and checks the headers of all its weights.</summary>
    /// <exception cref="InvalidInputException">
    /// A file is missing or damaged; carries the faults of all of them.
    /// </exception>
    public static HuggingFaceFolder Open(string path)
    {
        CheckExists(path);
        var faults = new CheckpointFaults(path);
        var config = Try(() => ReadConfig(path), faults);
        var weights = Try(() => WeightFiles.Open(path), faults);
        if (!faults.IsEmpty)
        {
            weights?.Dispose();
        }

        faults.ThrowIfAny();
        return new(path, config, weights!);
    }

    /// <summary>Only <c>config.json</c> of a folder; its weights may be missing.</summary>
    /// <exception cref="InvalidInputException">
    /// The folder or the file is missing, or it is not a JSON object.
    /// </exception>
    public static JsonElement ReadConfig(string path)
    {
        CheckExists(path);

        return JsonFile.ReadObject(System.IO.Path.Combine(path, ModelFileNames.Config));
    }

    /// <summary>The tensor of this name; null when there is none.</summary>
    public TensorEntry? Find(string name) => _weights.Find(name);

    /// <summary>The elements of a tensor as 32-bit floats, row-major.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    /// <exception cref="InvalidInputException">
    /// It is not stored as 16- or 32-bit floats, or the file has been cut since.
    /// </exception>
    public float[] Read(string name) => _weights.Read(name);

    /// <summary>Closes the files.</summary>
    public void Dispose() => _weights.Dispose();

    private static void CheckExists(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new InvalidInputException(
                new FaultPlace(path), "There is no such folder.", "Give the folder of a Hugging Face model.");
        }
    }

    private static T? Try<T>(Func<T> read, CheckpointFaults faults)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return default;
        }
    }
}
