namespace AutoPeft.Tensors.Tests.Reference;

/// <summary>One operation as PyTorch computed it: inputs, result, and the gradients of Σ result · weights.</summary>
public sealed record TorchCase(int[][] Shapes, float[][] Inputs, double[] Result, float[] Weights, double[][] Gradients);
