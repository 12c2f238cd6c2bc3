using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Rows;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Layer norm and root-mean-square norm over the innermost axis, [.., C].</summary>
internal static class NormOperation
{
    public static ManagedTensor LayerNorm(ManagedTensor x, ManagedTensor weight, ManagedTensor bias, float epsilon)
    {
        Check(nameof(Tensor.LayerNorm), x.Shape, weight.Shape);
        Check(nameof(Tensor.LayerNorm), x.Shape, bias.Shape);
        return Apply(x, weight, bias, epsilon);
    }

    public static ManagedTensor RmsNorm(ManagedTensor x, ManagedTensor weight, float epsilon)
    {
        Check(nameof(Tensor.RmsNorm), x.Shape, weight.Shape);
        return Apply(x, weight, null, epsilon);
    }

    internal static void Check(string operation, Shape x, Shape parameter)
    {
        if (x.Rank == 0 || parameter != new Shape(x.Last))
        {
            throw new ShapeMismatchException(operation, x, parameter);
        }
    }

    private static ManagedTensor Apply(ManagedTensor x, ManagedTensor weight, ManagedTensor? bias, float epsilon)
    {
        var y = x.Engine.Result(x.Shape);
        var statistics = x.Engine.Pool.Rent(2 * x.Shape.Rows);
        Forward(x, (weight, bias, epsilon), y, statistics);
        if (x.Engine.Records(x, weight, bias))
        {
            Record((x, weight, bias), y, statistics);
        }
        else
        {
            statistics.Dispose();
        }

        return y;
    }

    private static void Forward(
        ManagedTensor x, (ManagedTensor Weight, ManagedTensor? Bias, float Epsilon) norm, ManagedTensor y, TensorBuffer statistics)
    {
        var (source, target, weight, bias) = (x.Data, y.Data, norm.Weight.Data, norm.Bias?.Data);
        var (kernels, width) = (x.Engine.Kernels.Norms, x.Shape.Last);
        x.Engine.Crew.ForRange(x.Shape.Rows, Grain(width), (first, count) =>
        {
            var rows = source.Slice(first * width, count * width);
            var results = target.Slice(first * width, count * width);
            var numbers = statistics.Slice(2 * first, 2 * count);
            if (bias is null)
            {
                kernels.RmsNorm(rows, new(weight.Span, default, norm.Epsilon), results, numbers);
            }
            else
            {
                kernels.LayerNorm(rows, new(weight.Span, bias.Span, norm.Epsilon), results, numbers);
            }
        });
    }

    private static void Record(
        (ManagedTensor X, ManagedTensor Weight, ManagedTensor? Bias) operands, ManagedTensor y, TensorBuffer statistics)
    {
        var (x, weight, bias) = operands;
        var (source, factors) = (x.Data.Retain(), weight.Data.Retain());
        y.Record(bias is null ? [x, weight] : [x, weight, bias], [source, factors, statistics], dy =>
        {
            if (weight.RequiresGradient)
            {
                weight.Gradients!.Give(ColumnSums.OfProducts(x.Engine, (dy, source), statistics, x.Shape.Last));
            }

            if (bias is { RequiresGradient: true })
            {
                bias.Gradients!.Give(ColumnSums.Of(x.Engine, dy, x.Shape.Last));
            }

            if (x.RequiresGradient)
            {
                x.Gradients!.Give(InputGradient(x, (source, factors, statistics, dy), centred: bias is not null));
            }
        });
    }

    private static TensorBuffer InputGradient(
        ManagedTensor x, (TensorBuffer X, TensorBuffer Weight, TensorBuffer Statistics, TensorBuffer Dy) from, bool centred)
    {
        var dx = x.Engine.Pool.Rent(from.Dy.Length);
        var (kernels, width) = (x.Engine.Kernels.Norms, x.Shape.Last);
        x.Engine.Crew.ForRange(x.Shape.Rows, Grain(width), (first, count) =>
        {
            var (start, length) = (first * width, count * width);
            var rows = new NormGradientRows(
                from.X.Slice(start, length), from.Weight.Span, from.Statistics.Slice(2 * first, 2 * count), from.Dy.Slice(start, length));
            if (centred)
            {
                kernels.LayerNormGradient(rows, dx.Slice(start, length));
            }
            else
            {
                kernels.RmsNormGradient(rows, dx.Slice(start, length));
            }
        });
        return dx;
    }

    private static int Grain(int width) => Math.Max(1, ManagedEngine.ElementGrain / Math.Max(1, width));
}
