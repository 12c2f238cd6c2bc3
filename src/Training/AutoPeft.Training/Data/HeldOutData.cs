namespace AutoPeft.Training.Data;

/// <summary>The test split. Given to final evaluations only, never to anything that trains or selects.</summary>
/// <param name="Test">The rows.</param>
public sealed record HeldOutData(TextDataset Test);
