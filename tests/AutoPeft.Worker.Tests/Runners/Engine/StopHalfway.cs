using AutoPeft.Trials.Control;
using AutoPeft.Trials.Events;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>Stops a sweep when its trial number 1 is halfway.</summary>
internal sealed class StopHalfway(CancellationTokenSource stopping) : IStudyObserver
{
    public void OnEvent(StudyEvent happened)
    {
    }

    public void OnTrialProgress(int trial, double fraction)
    {
        if (trial == 1 && fraction > 0.5)
        {
            stopping.Cancel();
        }
    }
}
