namespace AutoPeft.Peft.Methods;

/// <summary>What serial and parallel bottlenecks have in common.</summary>
/// <param name="Size">D, the width.</param>
/// <param name="Scale">The factor on what is added.</param>
/// <param name="Activation">f.</param>
internal sealed record BottleneckSettings(int Size, double Scale, BottleneckActivation Activation);
