namespace AutoPeft.Tensors.Operations;

/// <summary>The numbers of one AdamW update (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, Alg. 2).</summary>
/// <param name="Step">The number of the step, counted from 1 (for the bias corrections).</param>
/// <param name="LearningRate">The learning rate of this step, after the schedule.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1). Usually 0.9.</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1). Usually 0.999.</param>
/// <param name="Epsilon">Added to the denominator. Usually 1e-8.</param>
/// <param name="WeightDecay">Decoupled weight decay: the parameter shrinks by <c>LearningRate · WeightDecay</c> of itself.</param>
/// <param name="GradientScale">Factor on the gradient before all else (norm clipping); 1 leaves it as it is.</param>
public readonly record struct AdamWStep(
    int Step, float LearningRate, float Beta1, float Beta2, float Epsilon, float WeightDecay, float GradientScale);
