namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>One trial on both sides.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="FirstLossDifference">How far the losses of the first step's rows are apart before anything is trained.</param>
/// <param name="OurAccuracy">Our best epoch's on the validation rows.</param>
/// <param name="PytorchAccuracy">PyTorch's; its dropout draws other elements.</param>
/// <param name="OurLoss">The validation loss of our best epoch.</param>
/// <param name="PytorchLoss">PyTorch's.</param>
internal sealed record SweepPeerTrial(
    int Trial, double FirstLossDifference, double OurAccuracy, double PytorchAccuracy, double OurLoss, double PytorchLoss);
