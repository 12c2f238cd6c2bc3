namespace AutoPeft.Trials.Analysis;

/// <summary>A study beside others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Completed">How many trials of the search are completed.</param>
/// <param name="OnFront">How many are on its front.</param>
/// <param name="Hypervolume">Its hypervolume against the common reference point.</param>
/// <param name="Behind">How much the best of the studies has more.</param>
/// <param name="Dominated">The part of its front that a trial of another study dominates, in [0, 1].</param>
public sealed record ComparedStudy(string Name, int Completed, int OnFront, double Hypervolume, double Behind, double Dominated);
