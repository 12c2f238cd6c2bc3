using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>A weight, [out, in], from Kronecker products: <c>(Σᵢ Aᵢ ⊗ (sᵢ tᵢ))ᵀ</c> (Karimi Mahabadi et al. 2021, Eqs. 5 and 6).</summary>
/// <param name="n">The products.</param>
/// <param name="inputs">The columns; n divides them.</param>
/// <param name="outputs">The rows; n divides them.</param>
internal sealed class HypercomplexWeight(int n, int inputs, int outputs)
{
    private readonly int[] _order = Order(n, inputs / n, outputs / n);

    /// <param name="rule">A, [n, n, n].</param>
    /// <param name="left">s, [n, in / n, r].</param>
    /// <param name="right">t, [n, r, out / n].</param>
    public Tensor Of(Tensor rule, Tensor left, Tensor right)
    {
        var rank = left.Shape.Last;
        Tensor? sum = null; // [n n, in / n · out / n]
        for (var i = 0; i < n; i++)
        {
            var factor = Part(left, i, new(inputs / n, rank)).MatrixProduct(Part(right, i, new(rank, outputs / n)));
            var product = Part(rule, i, new(n * n, 1)).MatrixProduct(factor.Reshape(new(1, factor.Shape.Count)));
            sum = sum is null ? product : sum.Add(product);
        }

        return sum!.Reshape(new(inputs * outputs, 1)).Gather(_order, new(outputs, inputs)).Reshape(new(outputs, inputs));
    }

    private static Tensor Part(Tensor stack, int index, Shape shape) =>
        stack.Reshape(new(stack.Shape[0], stack.Shape.Count / stack.Shape[0])).Gather([index], new(1)).Reshape(shape);

    // Where element (b q, a p) of the weight, for rule element (a, b) and factor element (p, q), stands among the products.
    private static int[] Order(int n, int rows, int columns)
    {
        var order = new int[n * n * rows * columns];
        for (var place = 0; place < order.Length; place++)
        {
            var (output, input) = (place / (n * rows), place % (n * rows));
            var (b, q) = (output / columns, output % columns);
            var (a, p) = (input / rows, input % rows);
            order[place] = (((((a * n) + b) * rows) + p) * columns) + q;
        }

        return order;
    }
}
