using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Control;

/// <summary>Is told what happens in a study while it is carried out. Called by one thread at a time.</summary>
public interface IStudyObserver
{
    /// <summary>Is told of an event: first all of the past, then each as it happens.</summary>
    void OnEvent(StudyEvent happened);

    /// <summary>Is told how far a trial that is being trained has come; may be called at the same time as the other member.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="fraction">The part that is done, in [0, 1].</param>
    void OnTrialProgress(int trial, double fraction);
}
