using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Tensors.Kernels.Optimizers;

/// <summary><see cref="AdamWKernels"/> for one register width.</summary>
internal sealed unsafe class VectorAdamWKernels<TSimd, TVector> : AdamWKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(in AdamWSpans spans, in AdamWStep step)
    {
        var factors = new Factors(step);
        var count = spans.Parameters.Length;
        fixed (float* p = spans.Parameters, g = spans.Gradient, m = spans.FirstMoment, v = spans.SecondMoment)
        {
            var i = 0;
            for (; i <= count - TSimd.Count; i += TSimd.Count)
            {
                var (first, second) = (TSimd.Load(m + i), TSimd.Load(v + i));
                var next = factors.Next(TSimd.Load(p + i), TSimd.Load(g + i), ref first, ref second);
                TSimd.Store(first, m + i);
                TSimd.Store(second, v + i);
                TSimd.Store(next, p + i);
            }

            if (i < count)
            {
                UpdateRest(((nint)(p + i), (nint)(g + i), (nint)(m + i), (nint)(v + i)), count - i, factors);
            }
        }
    }

    private static void UpdateRest((nint P, nint G, nint M, nint V) at, int count, in Factors factors)
    {
        var first = TSimd.LoadPart((float*)at.M, count);
        var second = TSimd.LoadPart((float*)at.V, count);
        var parameters = TSimd.LoadPart((float*)at.P, count);
        var gradient = TSimd.LoadPart((float*)at.G, count);
        var next = factors.Next(parameters, gradient, ref first, ref second);
        TSimd.StorePart(first, (float*)at.M, count);
        TSimd.StorePart(second, (float*)at.V, count);
        TSimd.StorePart(next, (float*)at.P, count);
    }

    /// <summary>The numbers of a step, one a lane. Bias corrections 1 − βᵗ are computed in double precision.</summary>
    private readonly struct Factors(in AdamWStep step)
    {
        private readonly TVector _scale = TSimd.Broadcast(step.GradientScale);
        private readonly TVector _keep1 = TSimd.Broadcast(step.Beta1);
        private readonly TVector _take1 = TSimd.Broadcast(1 - step.Beta1);
        private readonly TVector _keep2 = TSimd.Broadcast(step.Beta2);
        private readonly TVector _take2 = TSimd.Broadcast(1 - step.Beta2);
        private readonly TVector _decay = TSimd.Broadcast(1 - (step.LearningRate * step.WeightDecay));
        private readonly TVector _epsilon = TSimd.Broadcast(step.Epsilon);
        private readonly TVector _inverseRoot2 =
            TSimd.Broadcast((float)(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step))));

        private readonly TVector _rate =
            TSimd.Broadcast((float)(-step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step))));

        /// <summary>The parameters after the step; the moments are brought up to date.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Next(TVector parameters, TVector gradient, ref TVector first, ref TVector second)
        {
            gradient = TSimd.Multiply(gradient, _scale);
            first = TSimd.MultiplyAdd(first, _keep1, TSimd.Multiply(gradient, _take1));
            second = TSimd.MultiplyAdd(second, _keep2, TSimd.Multiply(TSimd.Multiply(gradient, gradient), _take2));
            var root = TSimd.MultiplyAdd(TSimd.SquareRoot(second), _inverseRoot2, _epsilon);
            var direction = TSimd.Divide(first, root);
            return TSimd.MultiplyAdd(direction, _rate, TSimd.Multiply(parameters, _decay));
        }
    }
}
