namespace AutoPeft.Training.Pretraining;

/// <summary>How well a model predicts hidden tokens of texts it has not learnt from.</summary>
/// <param name="Loss">The mean cross entropy in nats a token.</param>
/// <param name="Accuracy">The share of hidden tokens whose most probable prediction is right, in [0, 1].</param>
/// <param name="Tokens">The number of hidden tokens.</param>
public sealed record HeldOutLoss(double Loss, double Accuracy, int Tokens);
