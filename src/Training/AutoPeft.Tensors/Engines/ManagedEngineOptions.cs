namespace AutoPeft.Tensors.Engines;

/// <summary>How the managed engine uses the machine.</summary>
/// <param name="Threads">
/// Threads that share one operation, the caller's included; at least 1. Default 1: each trial computes on its own thread,
/// which is best when several train at once. The results are the same bits for every number.
/// </param>
/// <param name="RetainedBytes">
/// Most bytes of freed memory kept for later steps; what is beyond goes back to the runtime. Default: a quarter of the
/// memory the process may use.
/// </param>
public sealed record ManagedEngineOptions(int Threads = 1, long? RetainedBytes = null);
