namespace AutoPeft.Trials.Ports;

/// <summary>Remembers studies and their trials, durably: what a method has returned from is not lost by any crash.</summary>
/// <remarks>Every implementation passes the conformance suite of the test kit. All members may be called at the same time.</remarks>
public interface ITrialStore : IStudyStore, IStudyControl, ITrialClaims, IAsyncDisposable;
