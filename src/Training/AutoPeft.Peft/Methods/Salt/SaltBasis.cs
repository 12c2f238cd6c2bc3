using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Salt;

/// <summary>The directions of a weight, those of the largest singular values apart from the others, as rows.</summary>
/// <remarks>
/// Of the others any orthonormal basis serves: X Y between one basis is another X Y between another one, and Y starts alike in all directions.
/// </remarks>
/// <param name="Top">The largest values with their vectors.</param>
/// <param name="RestLeft">The other left directions, [k − r, m].</param>
/// <param name="RestRight">The other right directions, [k − r, n].</param>
internal sealed record SaltBasis(TruncatedSvd Top, DenseMatrix RestLeft, DenseMatrix RestRight)
{
    public static SaltBasis Of(DenseMatrix weight, int rank, RandomKey key)
    {
        var top = TruncatedSvd.Of(weight, rank, key);
        var count = Math.Min(weight.Rows, weight.Columns) - rank;
        if (weight.Rows >= weight.Columns)
        {
            var right = OrthogonalComplement.Of(top.Right, count, key.For("rest"));

            return new(top, OrthogonalComplement.Of(top.Left, right.TimesTransposed(weight)), right);
        }

        var left = OrthogonalComplement.Of(top.Left, count, key.For("rest"));

        return new(top, left, OrthogonalComplement.Of(top.Right, left.TimesTransposed(weight.Transposed())));
    }
}
