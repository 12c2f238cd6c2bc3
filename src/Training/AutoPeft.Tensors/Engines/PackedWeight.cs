using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Engines;

/// <summary>The forms in which matrix products read a constant weight, [out, in]: made when first used, then kept.</summary>
/// <remarks>Safe for use from several threads; the weight's owner must not change it meanwhile.</remarks>
internal sealed class PackedWeight(Shape shape)
{
    private readonly Lock _lock = new();
    private TensorBuffer? _forward;
    private TensorBuffer? _backward;

    /// <summary>Packed for x · Wᵀ; null if that product is too narrow for it.</summary>
    public TensorBuffer? Forward(ManagedTensor weight) => shape[0] <= MatrixMultiplier.NarrowColumns
        ? null
        : Volatile.Read(ref _forward) ?? Pack(ref _forward, weight, transposed: true);

    /// <summary>Packed for dy · W; null if that product is too narrow for it.</summary>
    public TensorBuffer? Backward(ManagedTensor weight) => shape[1] <= MatrixMultiplier.NarrowColumns
        ? null
        : Volatile.Read(ref _backward) ?? Pack(ref _backward, weight, transposed: false);

    /// <summary>Lets go of both forms: the weight has changed or is gone.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _forward = null;
            _backward = null;
        }
    }

    private unsafe TensorBuffer Pack(ref TensorBuffer? kept, ManagedTensor weight, bool transposed)
    {
        lock (_lock)
        {
            fixed (float* data = weight.Data.Span)
            {
                var view = MatrixView.RowMajor(data, shape[1]);
                var packed = kept ?? weight.Engine.Matrices.PackForGood(new ProductArguments
                {
                    Columns = transposed ? shape[0] : shape[1],
                    Depth = transposed ? shape[1] : shape[0],
                    B = transposed ? view.Transposed : view,
                });
                Volatile.Write(ref kept, packed);
                return packed;
            }
        }
    }
}
