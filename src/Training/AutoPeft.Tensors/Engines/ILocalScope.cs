using AutoPeft.Tensors.Operations;

namespace AutoPeft.Tensors.Engines;

/// <summary>Limits how long intermediate results take memory.</summary>
/// <remarks>
/// What a backward pass needs of the results inside lives on until the enclosing <see cref="ITensorEngine.StepScope"/> ends;
/// without a backward pass, one layer's memory serves all layers.
/// </remarks>
public interface ILocalScope : IDisposable
{
    /// <summary>Lets a result outlive this scope: it then belongs to the enclosing one.</summary>
    /// <param name="result">A result from inside the scope, or any other tensor, for which nothing changes.</param>
    /// <returns><paramref name="result"/>.</returns>
    Tensor Keep(Tensor result);
}
