using System.Collections.Immutable;
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
}
