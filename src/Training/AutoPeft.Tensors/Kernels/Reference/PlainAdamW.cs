using AutoPeft.Tensors.Operations;

namespace AutoPeft.Tensors.Kernels.Reference;

/// <summary>AdamW in double precision (Loshchilov and Hutter 2019, Alg. 2).</summary>
internal static class PlainAdamW
{
    /// <summary>Updates parameters and both moments in place.</summary>
    public static void Update(double[] parameters, double[] gradient, double[] first, double[] second, in AdamWStep step)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i] * step.GradientScale;
            first[i] = (step.Beta1 * first[i]) + ((1 - step.Beta1) * g);
            second[i] = (step.Beta2 * second[i]) + ((1 - step.Beta2) * g * g);
            var unbiased = first[i] / (1 - Math.Pow(step.Beta1, step.Step));
            var root = Math.Sqrt(second[i] / (1 - Math.Pow(step.Beta2, step.Step)));
            parameters[i] -= step.LearningRate * step.WeightDecay * parameters[i];
            parameters[i] -= step.LearningRate * unbiased / (root + step.Epsilon);
        }
    }
}
