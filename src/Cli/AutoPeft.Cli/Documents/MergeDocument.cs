namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft merge</c> wrote.</summary>
/// <param name="Path">The merged model's folder. Full path.</param>
/// <param name="ChangedTensors">How many of the model's tensors differ now.</param>
/// <param name="LargestDifference">The largest difference of an output y from that with modules, over 1 + |y|.</param>
/// <param name="Equal">Whether that is within 1e-4.</param>
internal sealed record MergeDocument(string Path, int ChangedTensors, double LargestDifference, bool Equal);
