namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>What PyTorch made of a trial.</summary>
/// <param name="FirstLoss">The loss of the first step's rows before anything was trained, without dropout.</param>
/// <param name="Accuracy">That of the best epoch on the validation rows.</param>
/// <param name="Loss">The validation loss of that epoch.</param>
internal sealed record PytorchTrial(double FirstLoss, double Accuracy, double Loss);
