using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Finds the tensors a model needs in a folder, whatever head was saved with them, and loads them.</summary>
internal sealed class RequiredWeights
{
    private readonly HuggingFaceFolder _folder;
    private readonly List<(TensorRequirement Requirement, string StoredName)> _found = [];
    private readonly CheckpointFaults _faults;

    private RequiredWeights(HuggingFaceFolder folder)
    {
        _folder = folder;
        _faults = new(folder.Path);
    }

    /// <summary>Resolves every requirement; nothing is read yet. Tensors nobody asked for are ignored.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="required">What must be there.</param>
    /// <param name="optional">What is resolved if it is there, e.g. a pooler.</param>
    /// <exception cref="InvalidInputException">
    /// Tensors are missing or of another shape; lists all with what was expected.
    /// </exception>
    public static RequiredWeights Resolve(
        HuggingFaceFolder folder, IEnumerable<TensorRequirement> required, IEnumerable<TensorRequirement> optional)
    {
        var weights = new RequiredWeights(folder);
        foreach (var requirement in required)
        {
            weights.Resolve(requirement, isRequired: true);
        }

        foreach (var requirement in optional)
        {
            weights.Resolve(requirement, isRequired: false);
        }

        weights._faults.ThrowIfAny();
        return weights;
    }

    /// <summary>The elements of a resolved tensor, row-major in its own shape; null when it was optional and is not there.</summary>
    /// <exception cref="InvalidInputException">It holds a number that is not finite.</exception>
    public float[]? Read(string name)
    {
        var (requirement, storedName) = _found.FirstOrDefault(item => item.Requirement.Name == name);
        if (storedName is null)
        {
            return null;
        }

        var values = _folder.Read(storedName);
        if (Array.FindIndex(values, value => !float.IsFinite(value)) is >= 0 and var position)
        {
            throw new InvalidInputException(
                new FaultPlace(_folder.Path),
                $"The tensor {CheckpointFaults.Quote(storedName)} holds {values[position]} at element {position}.",
                "Use a checkpoint that was saved before training diverged.");
        }

        return requirement.IsStoredTransposed
            ? new TensorData(name, requirement.StoredShape, values).Transposed().Values.ToArray()
            : values;
    }

    /// <summary>Loads tensors into an engine, under their full names.</summary>
    public IReadOnlyList<NamedTensor> Load(ITensorEngine engine, IEnumerable<TensorRequirement> wanted, bool trainable)
    {
        var loaded = new List<NamedTensor>();
        try
        {
            foreach (var requirement in wanted)
            {
                var (values, shape) = (Read(requirement.Name), requirement.Shape);
                var tensor = trainable ? engine.Parameter(values, shape) : engine.Constant(values, shape);
                loaded.Add(new(requirement.Name, tensor));
            }

            return loaded;
        }
        catch
        {
            loaded.ForEach(item => item.Tensor.Dispose());
            throw;
        }
    }

    private void Resolve(TensorRequirement requirement, bool isRequired)
    {
        var entry = Spellings(requirement.Name).Select(_folder.Find).FirstOrDefault(found => found is not null);
        if (entry is null)
        {
            if (isRequired)
            {
                _faults.Add(
                    $"The tensor '{requirement.Name}' is missing; expected with shape {requirement.StoredShape}.",
                    "Use a checkpoint of the architecture that config.json names.");
            }
        }
        else if (!IsShape(entry, requirement) || !ElementTypeNames.IsWeight(entry.Type))
        {
            _faults.Add(
                $"The tensor {CheckpointFaults.Quote(entry.Name)} is {ElementTypeNames.NameOf(entry.Type)} "
                + $"[{string.Join(", ", entry.Extents)}]; expected F32, F16 or BF16 {requirement.StoredShape}.",
                "Use the config.json that belongs to the weights.");
        }
        else
        {
            _found.Add((requirement, entry.Name));
        }
    }

    /// <summary>
    /// A base model is saved without its prefix, and checkpoints converted from TensorFlow keep gamma and beta.
    /// </summary>
    private static IEnumerable<string> Spellings(string name)
    {
        var bare = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        foreach (var spelling in new[] { name, bare })
        {
            yield return spelling;
            yield return spelling
                .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
                .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);
        }
    }

    private static bool IsShape(TensorEntry entry, TensorRequirement requirement)
    {
        var shape = requirement.StoredShape;

        return entry.Extents.Length == shape.Rank
            && Enumerable.Range(0, shape.Rank).All(axis => entry.Extents[axis] == shape[axis]);
    }
}
