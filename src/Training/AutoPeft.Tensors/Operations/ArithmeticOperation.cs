using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Elementwise;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Sum and product of elements, and multiplication by a number.</summary>
internal static class ArithmeticOperation
{
    public static ManagedTensor Add(ManagedTensor x, ManagedTensor other)
    {
        var y = Combine<Sum>(nameof(Tensor.Add), x, other);
        if (x.Engine.Records(x, other))
        {
            y.Record([x, other], [], dy =>
            {
                if (other.RequiresGradient)
                {
                    other.Gradients!.Give(SumToShape(other, dy));
                }

                if (x.RequiresGradient)
                {
                    x.Gradients!.Give(dy.Retain());
                }
            });
        }

        return y;
    }

    public static ManagedTensor Multiply(ManagedTensor x, ManagedTensor other)
    {
        var y = Combine<Product>(nameof(Tensor.Multiply), x, other);
        if (x.Engine.Records(x, other))
        {
            RecordProduct(x, other, y);
        }

        return y;
    }

    public static ManagedTensor Scale(ManagedTensor x, float factor)
    {
        var y = x.Engine.Result(x.Shape);
        Scale(x.Engine, x.Data, factor, y.Data);
        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.Rent(dy.Length);
                Scale(x.Engine, dy, factor, dx);
                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    internal static void Check(string operation, Shape x, Shape other)
    {
        if (!x.EndsWith(other))
        {
            throw new ShapeMismatchException(operation, x, other);
        }
    }

    private static void RecordProduct(ManagedTensor x, ManagedTensor other, ManagedTensor y)
    {
        var (left, right) = (x.Data.Retain(), other.Data.Retain());
        y.Record([x, other], [left, right], dy =>
        {
            var engine = x.Engine;
            if (x.RequiresGradient)
            {
                var dx = engine.Pool.Rent(dy.Length);
                Combine<Product>(engine, dy, right, dx);
                x.Gradients!.Give(dx);
            }

            if (other.RequiresGradient)
            {
                other.Gradients!.Give(ProductToShape(other, left, dy));
            }
        });
    }

    private static TensorBuffer SumToShape(ManagedTensor other, TensorBuffer dy) => other.Shape.Count == dy.Length
        ? dy.Retain()
        : ColumnSums.Of(other.Engine, dy, other.Shape.Count);

    private static TensorBuffer ProductToShape(ManagedTensor other, TensorBuffer left, TensorBuffer dy)
    {
        if (other.Shape.Count != dy.Length)
        {
            return ColumnSums.OfProducts(other.Engine, (dy, left), null, other.Shape.Count);
        }

        var product = other.Engine.Pool.Rent(dy.Length);
        Combine<Product>(other.Engine, dy, left, product);
        return product;
    }

    private static ManagedTensor Combine<TBinary>(string operation, ManagedTensor x, ManagedTensor other)
        where TBinary : struct, IBinary
    {
        Check(operation, x.Shape, other.Shape);
        var y = x.Engine.Result(x.Shape);
        Combine<TBinary>(x.Engine, x.Data, other.Data, y.Data);
        return y;
    }

    /// <summary>y = f(x, other), other again and again along x.</summary>
    private static void Combine<TBinary>(ManagedEngine engine, TensorBuffer x, TensorBuffer other, TensorBuffer y)
        where TBinary : struct, IBinary
    {
        var kernels = engine.Kernels.Elementwise;
        if (x.Length == other.Length)
        {
            engine.Crew.ForRange(x.Length, ManagedEngine.ElementGrain, (first, count) =>
                kernels.Combine<TBinary>(x.Slice(first, count), other.Slice(first, count), y.Slice(first, count)));
            return;
        }

        var width = other.Length;
        var grain = Math.Max(1, ManagedEngine.ElementGrain / width);
        engine.Crew.ForRange(x.Length / width, grain, (first, count) => kernels.CombineRows<TBinary>(
            x.Slice(first * width, count * width), other.Span, y.Slice(first * width, count * width)));
    }

    private static void Scale(ManagedEngine engine, TensorBuffer x, float factor, TensorBuffer y) =>
        engine.Crew.ForRange(x.Length, ManagedEngine.ElementGrain, (first, count) =>
            engine.Kernels.Elementwise.Scale(x.Slice(first, count), factor, y.Slice(first, count)));
}
