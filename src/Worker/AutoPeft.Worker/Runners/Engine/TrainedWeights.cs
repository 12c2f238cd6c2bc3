using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Training.Loop;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>All that a training left behind, without an engine: what is stored, exported, and measured again.</summary>
/// <param name="Config">The modules, with the ranks that training found.</param>
/// <param name="Modules">Their tensors, folded: without re-parameterisation.</param>
/// <param name="Head">The head's tensors.</param>
/// <param name="Base">The model's weights when they were trained too; empty otherwise.</param>
internal sealed record TrainedWeights(
    PeftConfig Config,
    ImmutableArray<TensorData> Modules,
    ImmutableArray<TensorData> Head,
    ImmutableArray<TensorData> Base)
{
    /// <summary>Copies what was trained.</summary>
    // A re-parameterised configuration stays as it was assigned, since reading it back folds it; ranks are known only now.
    public static TrainedWeights Of(TrainableModel model) => new(
        model.Modules is { State.Count: > 0 } ? model.Modules.FoldedConfig : model.Modules?.Config ?? PeftConfig.Empty,
        [.. model.Modules?.Folded() ?? []],
        [.. model.Head.Parameters.Select(TensorData.Of)],
        model.TrainsBaseModel ? [.. model.Model.Weights.Select(TensorData.Of)] : []);

    /// <summary>
    /// Whether <see cref="Rebuild"/> gives a model that computes what this one computes, to the last bit: it has the same modules with the same
    /// bits in every tensor. Not said of a model that was trained as a whole, since frozen weights are packed and then summed up otherwise.
    /// </summary>
    /// <param name="model">The model that they were taken from, with the values that were measured.</param>
    public bool AreAsTrained(TrainableModel model) =>
        !model.TrainsBaseModel
        && model.Modules is null or { RestoreAsTrained: true }
        && Holds(Modules, model.Modules?.Parameters.Select(TensorData.Of) ?? [])
        && Holds(Head, model.Head.Parameters.Select(TensorData.Of));

    /// <summary>Whether modules and head have the same tensors, to the last bit.</summary>
    public bool HaveBitsOf(TrainedWeights other) =>
        Modules.Length == other.Modules.Length && Head.Length == other.Head.Length && Holds(Modules, other.Modules) && Holds(Head, other.Head);

    /// <summary>The model as it was at the end of the training, to be measured.</summary>
    /// <param name="model">The frozen model that it was trained from.</param>
    /// <param name="task">What its head answers.</param>
    /// <param name="source">Where the weights come from, for the faults.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">
    /// A tensor is missing, unknown, or of another shape; carries all faults.
    /// </exception>
    public TrainableModel Rebuild(FrozenModel model, TaskShape task, string source)
    {
        var isWhole = !Base.IsEmpty;
        var transformer = isWhole
            ? TransformerLoader.Load(model.Transformer.Engine, model.Folder, trainable: false)
            : model.Transformer;
        var head = transformer.CreateTaskHead(task, default);
        NamedValues.Load(head.Parameters, Head, source);
        if (isWhole)
        {
            NamedValues.Load(transformer.Weights, Base, source);
        }

        return isWhole
            ? TrainableModel.Whole(transformer, head)
            : TrainableModel.WithModules(transformer, head, PeftModules.Restore(Config, transformer, Modules));
    }

    private static bool Holds(ImmutableArray<TensorData> stored, IEnumerable<TensorData> wanted)
    {
        var byName = stored.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

        // As bytes: 0 and -0 are equal as numbers, but not what is computed with them.
        return wanted.All(tensor => byName.TryGetValue(tensor.Name, out var own) && own.Shape == tensor.Shape
            && MemoryMarshal.AsBytes(own.Values.Span).SequenceEqual(MemoryMarshal.AsBytes(tensor.Values.Span)));
    }
}
