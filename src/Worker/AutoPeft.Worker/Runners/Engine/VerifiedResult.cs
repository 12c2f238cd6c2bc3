namespace AutoPeft.Worker.Runners.Engine;

/// <summary>A result of a recipe, measured again with the exported weights.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Split">On which part of the data.</param>
/// <param name="Stored">What the recipe says.</param>
/// <param name="Measured">What was measured now.</param>
public sealed record VerifiedResult(string Metric, string Split, double Stored, double Measured)
{
    /// <summary>Whether both are the same to the last digit.</summary>
    public bool IsEqual => Stored.Equals(Measured);
}
