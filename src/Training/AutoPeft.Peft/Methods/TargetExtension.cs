using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods;

/// <summary>What a method does to one linear module, with the tensors it owns.</summary>
/// <param name="parameters">What training changes.</param>
internal abstract class TargetExtension(params NamedTensor[] parameters) : ILinearExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = parameters;

    /// <summary>Constants that an export holds, too.</summary>
    public virtual IReadOnlyList<NamedTensor> Frozen => [];

    /// <summary>Constants that belong to no export and live as long as the module.</summary>
    public virtual IReadOnlyList<Tensor> Constants => [];

    /// <summary>What an export holds, as copies.</summary>
    public virtual IEnumerable<TensorData> Folded() => Parameters.Concat(Frozen).Select(TensorData.Of);

    public virtual Tensor Prepare(Tensor input, ForwardContext context) => input;

    public abstract Tensor Extend(Tensor input, Tensor output, ForwardContext context);
}
