namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>Where and how the TorchSharp engine computes.</summary>
/// <param name="Device">The device as libtorch writes it: <c>cpu</c> (default) or <c>cuda:0</c>, <c>cuda:1</c>, ….</param>
/// <param name="Precision">The numbers of matrix products and attention. Default 32-bit floats.</param>
/// <param name="Threads">
/// Threads of one operation on the CPU, at least 1; counts for the whole process. Default 1, which is best when several trials
/// train at once.
/// </param>
/// <param name="Recompute">
/// Whether layers keep only their inputs for the backward pass and are computed again there (Chen et al., "Training Deep Nets
/// with Sublinear Memory Cost", 2016): about a third more time for a fraction of the memory. Default false.
/// </param>
public sealed record TorchEngineOptions(
    string Device = "cpu", ComputePrecision Precision = ComputePrecision.Full, int Threads = 1, bool Recompute = false);
