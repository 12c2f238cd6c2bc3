namespace AutoPeft.Bench.Stores;

/// <summary>How long the command line takes to show a study of many trials.</summary>
/// <param name="Store"><c>journal</c> or <c>postgres</c>.</param>
/// <param name="Trials">Trials of the study.</param>
/// <param name="Events">Events of its history.</param>
/// <param name="Seconds">From starting the process to its end; the best of three.</param>
/// <param name="PeakMegabytes">The most memory that it had.</param>
internal sealed record OpenReport(string Store, int Trials, long Events, double Seconds, double PeakMegabytes);
