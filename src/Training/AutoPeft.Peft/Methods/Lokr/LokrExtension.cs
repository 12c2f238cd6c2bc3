using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Adds <c>Scale · (C ⊗ D) x</c> to the output of a linear module, without ever forming the product.</summary>
internal sealed class LokrExtension(NamedTensor[] parameters, double scale) : TargetExtension(parameters)
{
    private readonly float _scale = (float)scale;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var c = Parameters[0].Tensor.Scale(_scale); // [a, c]
        var d = Parameters.Count == 2
            ? Parameters[1].Tensor
            : Parameters[1].Tensor.MatrixProduct(Parameters[2].Tensor); // [b, d]
        var (rows, inner) = (input.Shape.Rows, c.Shape.Last);
        var (a, b) = (c.Shape[0], d.Shape[0]);

        // Output (i, j) sums C[i, k] D[j, l] x[k, l]: D on the parts of x, then C across the parts, with n for the tokens.
        var parts = input.Reshape(new(rows * inner, d.Shape.Last)).Linear(d); // [(n, k), j]
        var across = parts.Transpose().Reshape(new(b * rows, inner)).Linear(c); // [(j, n), i]
        var update = across.Reshape(new(b, rows * a)).Transpose(); // [(n, i), j]

        return output.Add(update.Reshape(output.Shape));
    }
}
