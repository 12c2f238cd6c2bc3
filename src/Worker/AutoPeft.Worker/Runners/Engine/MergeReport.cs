namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What became of folding modules into a model.</summary>
/// <param name="ChangedTensors">How many of the model's tensors differ now.</param>
/// <param name="LargestDifference">
/// The largest difference between a final hidden state y of the model with its modules and that of the merged model as read back
/// from disk, over 1 + |y|.
/// </param>
public sealed record MergeReport(int ChangedTensors, double LargestDifference)
{
    /// <summary>The largest difference that counts as equal.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether the merged model computes what the model with its modules did.</summary>
    public bool IsEqual => LargestDifference <= Tolerance;
}
