using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>y = x · Wᵀ + b, [.., in] → [.., out].</summary>
internal static unsafe class LinearOperation
{
    public static ManagedTensor Apply(ManagedTensor x, ManagedTensor weight, ManagedTensor? bias)
    {
        Check(x.Shape, weight.Shape, bias?.Shape);
        var y = x.Engine.Result(x.Shape.WithLast(weight.Shape[0])); // [.., out]
        Forward(x, weight, bias, y.Data);
        if (x.Engine.Records(x, weight, bias))
        {
            Record(x, weight, bias, y);
        }

        return y;
    }

    internal static void Check(Shape x, Shape weight, Shape? bias)
    {
        if (x.Rank == 0 || weight.Rank != 2 || x.Last != weight[1])
        {
            throw new ShapeMismatchException(nameof(Tensor.Linear), x, weight);
        }

        if (bias is { } b && b != new Shape(weight[0]))
        {
            throw new ShapeMismatchException(nameof(Tensor.Linear), weight, b);
        }
    }

    private static void Forward(ManagedTensor x, ManagedTensor weight, ManagedTensor? bias, TensorBuffer y)
    {
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        var packed = weight.RequiresGradient ? null : weight.Packed?.Forward(weight);
        fixed (float* xs = x.Data.Span, ws = weight.Data.Span, ys = y.Span)
        fixed (float* bs = bias is null ? default : bias.Data.Span, ps = packed is null ? default : packed.Span)
        {
            x.Engine.Matrices.Multiply(new ProductArguments
            {
                Rows = x.Shape.Count / Math.Max(inputs, 1),
                Columns = outputs,
                Depth = inputs,
                A = MatrixView.RowMajor(xs, inputs),
                B = MatrixView.RowMajor(ws, inputs).Transposed,
                PackedB = ps,
                Bias = bs,
                C = ys,
                CStride = outputs,
            });
        }
    }

    private static void Record(ManagedTensor x, ManagedTensor weight, ManagedTensor? bias, ManagedTensor y)
    {
        // A frozen weight needs no input again, which is most of what a training with few trained parameters would keep.
        var (inputs, weights) = (x.Data, weight.Data.Retain());
        TensorBuffer[] saved = weight.RequiresGradient ? [inputs.Retain(), weights] : [weights];
        y.Record(bias is null ? [x, weight] : [x, weight, bias], saved, dy =>
        {
            if (x.RequiresGradient)
            {
                InputGradient(x, weight, weights, dy);
            }

            if (weight.RequiresGradient)
            {
                WeightGradient(weight, inputs, dy);
            }

            if (bias is { RequiresGradient: true })
            {
                bias.Gradients!.Give(ColumnSums.Of(bias.Engine, dy, bias.Shape.Count));
            }
        });
    }

    /// <summary>dx += dy · W.</summary>
    private static void InputGradient(ManagedTensor x, ManagedTensor weight, TensorBuffer weights, TensorBuffer dy)
    {
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        var packed = weight.RequiresGradient ? null : weight.Packed?.Backward(weight);
        var dx = x.Gradients!.Open(out var accumulate);
        fixed (float* dys = dy.Span, ws = weights.Span, dxs = dx.Span, ps = packed is null ? default : packed.Span)
        {
            x.Engine.Matrices.Multiply(new ProductArguments
            {
                Rows = x.Shape.Count / Math.Max(inputs, 1),
                Columns = inputs,
                Depth = outputs,
                A = MatrixView.RowMajor(dys, outputs),
                B = MatrixView.RowMajor(ws, inputs),
                PackedB = ps,
                C = dxs,
                CStride = inputs,
                Accumulate = accumulate,
            });
        }
    }

    /// <summary>dW += dyᵀ · x.</summary>
    private static void WeightGradient(ManagedTensor weight, TensorBuffer x, TensorBuffer dy)
    {
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        var dw = weight.Gradients!.Open(out var accumulate);
        fixed (float* dys = dy.Span, xs = x.Span, dws = dw.Span)
        {
            weight.Engine.Matrices.Multiply(new ProductArguments
            {
                Rows = outputs,
                Columns = inputs,
                Depth = x.Length / Math.Max(inputs, 1),
                A = MatrixView.RowMajor(dys, outputs).Transposed,
                B = MatrixView.RowMajor(xs, inputs),
                C = dws,
                CStride = inputs,
                Accumulate = accumulate,
            });
        }
    }
}
