using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods;

/// <summary>What a method does to one linear module, with the tensors it owns.</summary>
/// <param name="parameters">What training changes.</param>
internal abstract class TargetExtension(params NamedTensor[] parameters) : ILinearExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = parameters;

    /// <summary>Constants that an export holds, too.</summary>
    public virtual IReadOnlyList<NamedTensor> Frozen => [];

    /// <summary>What changes during training without being trained; belongs to checkpoints.</summary>
    public virtual IReadOnlyList<NamedTensor> State => [];

    /// <summary>Constants that belong to no export and live as long as the module.</summary>
    public virtual IReadOnlyList<Tensor> Constants => [];

    /// <summary>What an export holds, as copies.</summary>
    public virtual IEnumerable<TensorData> Folded() => Parameters.Concat(Frozen).Select(TensorData.Of);

    /// <summary>What training adds to the loss, a scalar; null for nothing.</summary>
    public virtual Tensor? Penalty() => null;

    /// <summary>Called in every training step when the gradients are there, before the weights are updated.</summary>
    public virtual void BeforeUpdate(TrainingMoment moment)
    {
    }

    public virtual Tensor Prepare(Tensor input, ForwardContext context) => input;

    public abstract Tensor Extend(Tensor input, Tensor output, ForwardContext context);
}
