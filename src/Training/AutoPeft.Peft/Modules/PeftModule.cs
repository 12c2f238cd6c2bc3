using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>
/// The trained tensors of one method in the layers that share its settings, and what they do to the model.
/// </summary>
/// <remarks>Owns its tensors. A disposed module must not be used.</remarks>
public abstract class PeftModule : IDisposable
{
    /// <summary>
    /// What training changes, with our own names, e.g. <c>layers.3.lora.query.a</c>, always in one order.
    /// </summary>
    public abstract IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>What training leaves as it is, but an export must hold, e.g. random projections. Constants.</summary>
    public virtual IReadOnlyList<NamedTensor> Frozen => [];

    /// <summary>What changes during training without being trained, e.g. masks; part of checkpoints. Named like parameters.</summary>
    public virtual IReadOnlyList<NamedTensor> State => [];

    /// <summary>Further tensors that the module owns and no export holds.</summary>
    protected virtual IEnumerable<Tensor> Constants => [];

    /// <summary>Puts the module at its places in the model.</summary>
    public abstract void AddTo(ExtensionSet extensions);

    /// <summary>What an export holds: the parameters, or what re-parameterisations amount to.</summary>
    /// <remarks>
    /// The values are copies; the names are those of the parameters of the method's folded configuration.
    /// </remarks>
    public virtual IReadOnlyList<TensorData> Folded() => [.. Parameters.Concat(Frozen).Select(TensorData.Of)];

    /// <summary>The modules whose tensors <see cref="Folded"/> gives: the folded configuration, or what training found.</summary>
    /// <param name="group">What the module was built from.</param>
    public virtual IEnumerable<PeftPlacement> Found(PeftGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);

        return group.Layers.Select(layer => new PeftPlacement(layer, group.Method.Folded()));
    }

    /// <summary>What training adds to the loss, a scalar; null for nothing.</summary>
    public virtual Tensor? Penalty() => null;

    /// <summary>Called in every training step when the gradients are there, before the weights are updated.</summary>
    public virtual void BeforeUpdate(TrainingMoment moment)
    {
    }

    /// <summary>Called in every training step after the weights were updated.</summary>
    public virtual void AfterUpdate(TrainingMoment moment)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Parameters.Concat(Frozen).Concat(State).Select(named => named.Tensor).Concat(Constants))
        {
            tensor.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
