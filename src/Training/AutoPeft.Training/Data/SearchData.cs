namespace AutoPeft.Training.Data;

/// <summary>
/// All that a search may see of a task: what it trains on and what it selects by. There is no test split in it.
/// </summary>
/// <param name="Train">The rows to train on.</param>
/// <param name="Validation">The rows that trials are measured, stopped and selected on.</param>
public sealed record SearchData(TextDataset Train, TextDataset Validation);
