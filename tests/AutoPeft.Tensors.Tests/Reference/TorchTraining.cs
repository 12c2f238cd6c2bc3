namespace AutoPeft.Tensors.Tests.Reference;

/// <summary>Ten AdamW steps of a small network as PyTorch took them.</summary>
public sealed record TorchTraining(
    float[] Inputs, int[] Targets, float[][] Start, double[] Losses, double[] Norms, double[][] End);
