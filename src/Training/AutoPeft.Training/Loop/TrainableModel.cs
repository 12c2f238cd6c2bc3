using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;

namespace AutoPeft.Training.Loop;

/// <summary>
/// A model with what one training changes in it: a head, and PEFT modules or the model's own weights.
/// </summary>
/// <remarks>
/// Owns the head, the modules and, in full fine-tuning, the model; a frozen model is shared and stays alive.
/// </remarks>
public sealed class TrainableModel : IDisposable
{
    private TrainableModel(ITransformer model, ITaskHead head, PeftModules? modules)
    {
        Model = model;
        Extensions = modules?.Extensions ?? ModelExtensions.None;
        Parameters = [.. modules?.Parameters ?? [], .. head.Parameters];
        Changing = [.. Parameters, .. modules?.State ?? []];
        FrozenLayers = modules?.Config.Layers.Append(model.Shape.Layers).Min() ?? model.Shape.Layers;
        Head = head;
        Modules = modules;
    }

    private TrainableModel(ITransformer model, ITaskHead head)
    {
        Model = model;
        Extensions = ModelExtensions.None;
        Parameters = [.. model.Weights, .. head.Parameters];
        Changing = Parameters;
        Head = head;
        TrainsBaseModel = true;
    }

    /// <summary>The transformer.</summary>
    public ITransformer Model { get; }

    /// <summary>The task head.</summary>
    public ITaskHead Head { get; }

    /// <summary>The PEFT modules; null when a head alone or the whole model is trained.</summary>
    public PeftModules? Modules { get; }

    /// <summary>Whether the weights of the model are trained too.</summary>
    public bool TrainsBaseModel { get; }

    /// <summary>The PEFT modules in effect.</summary>
    public ModelExtensions Extensions { get; }

    /// <summary>
    /// How many of the lowest layers, and the embeddings below them, hold nothing to train; 0 in full fine-tuning.
    /// </summary>
    public int FrozenLayers { get; }

    /// <summary>Which tokens' final states a step needs: those that the head reads, or all where a module looks across tokens.</summary>
    internal TokensRead Reads => Extensions.LooksAcrossTokens ? TokensRead.All : Head.Reads;

    /// <summary>Everything that is trained: modules or weights first, then the head.</summary>
    public ImmutableArray<NamedTensor> Parameters { get; }

    /// <summary>Everything that training changes: what is trained, and what modules remember of it.</summary>
    internal ImmutableArray<NamedTensor> Changing { get; }

    /// <summary>Trains the head on a frozen model.</summary>
    public static TrainableModel HeadOnly(ITransformer model, ITaskHead head) => new(model, head, modules: null);

    /// <summary>Trains PEFT modules and the head around a frozen model.</summary>
    /// <param name="model">The frozen model that the modules were built for.</param>
    /// <param name="head">The head. Owned from now on.</param>
    /// <param name="modules">
    /// The modules; none of them is the same as <see cref="HeadOnly"/>. Owned from now on.
    /// </param>
    public static TrainableModel WithModules(ITransformer model, ITaskHead head, PeftModules modules) =>
        new(model, head, modules);

    /// <summary>Trains every weight of the model and the head.</summary>
    /// <param name="model">A model of this training's own, loaded trainable. Owned from now on.</param>
    /// <param name="head">The head.</param>
    public static TrainableModel Whole(ITransformer model, ITaskHead head) => new(model, head);

    /// <inheritdoc/>
    public void Dispose()
    {
        Head.Dispose();
        Modules?.Dispose();
        if (TrainsBaseModel)
        {
            Model.Dispose();
        }
    }

    /// <summary>
    /// Where the hidden states of a dataset come from that enter the first layer with something to train.
    /// </summary>
    internal IHiddenStateSource Open(EncodedDataset data, FrozenStateCache? cache, CancellationToken cancellationToken)
    {
        if (TrainsBaseModel)
        {
            return new TrainedEmbeddings(Model);
        }

        // Embeddings alone are as cheap to look up as stored states are to copy.
        var lease = FrozenLayers == 0 ? null : cache?.Acquire(Model, data, FrozenLayers, cancellationToken);

        return lease is null ? new ComputedStates(Model, FrozenLayers) : new StoredStates(Model.Engine, lease);
    }

    /// <summary>What leaves the last layer, [B, T, C], of what enters the first layer with something to train.</summary>
    internal Tensor Run(PendingStep step) => Model.RunLayers(step.Entering, FrozenLayers.., step.Batch, step.Context);
}
