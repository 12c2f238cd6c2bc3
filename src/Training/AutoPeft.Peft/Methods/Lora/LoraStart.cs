using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>The first values of A, [r, in], and B, [out, r], both row-major.</summary>
/// <param name="A">A's.</param>
/// <param name="B">B's.</param>
internal sealed record LoraStart(float[] A, float[] B)
{
    public static LoraStart Of(LoraConfig config, ModuleShape module, ModuleContext context)
    {
        var key = context.KeyOf(module, config.Method);
        var (countA, countB) = (config.Rank * module.InputSize, module.OutputSize * config.Rank);

        return config.Initialization switch
        {
            LoraInitialization.Kaiming or LoraInitialization.Eva => new(WeightInitialization.KaimingUniform(countA, module.InputSize, key), new float[countB]),
            LoraInitialization.Gaussian => new(WeightInitialization.Normal(countA, 1.0 / config.Rank, key), new float[countB]),
            LoraInitialization.Pissa => Principal(context.WeightOf(module), config, key),
            _ => Orthogonal(context.WeightOf(module), config),
        };
    }

    // W ≈ U S Vᵀ: A = √S Vᵀ and B = U √S, both over the square root of the scale, so that s B A is the principal part of W.
    private static LoraStart Principal(DenseMatrix weight, LoraConfig config, RandomKey key)
    {
        var svd = TruncatedSvd.Of(weight, config.Rank, key);
        for (var i = 0; i < config.Rank; i++)
        {
            var factor = Math.Sqrt(svd.Values[i] / config.Scale);
            svd.Left.ScaleRow(i, factor);
            svd.Right.ScaleRow(i, factor);
        }

        return new(svd.Right.ToFloats(), svd.Left.Transposed().ToFloats());
    }

    // W = Q R: B the first r columns of Q, A the first r rows of R, which are Qᵀ W.
    private static LoraStart Orthogonal(DenseMatrix weight, LoraConfig config)
    {
        var columns = new DenseMatrix(config.Rank, weight.Rows);
        for (var i = 0; i < config.Rank; i++)
        {
            for (var row = 0; row < weight.Rows; row++)
            {
                columns[i, row] = weight[row, i];
            }
        }

        Orthonormal.Rows(columns);

        return new(columns.TimesTransposed(weight.Transposed()).ToFloats(), columns.Transposed().ToFloats());
    }
}
