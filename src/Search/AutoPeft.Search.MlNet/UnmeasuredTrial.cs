using Microsoft.ML.AutoML;

namespace AutoPeft.Search.MlNet;

/// <summary>Measures nothing of a trial: it is over at once, and looking at the process would take longer.</summary>
internal sealed class UnmeasuredTrial : IPerformanceMonitor
{
    /// <summary>Never raised.</summary>
    public event EventHandler<TrialPerformanceMetrics> PerformanceMetricsUpdated
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public void Pause()
    {
    }

    /// <inheritdoc/>
    public void Stop()
    {
    }

    /// <inheritdoc/>
    public double? GetPeakMemoryUsageInMegaByte() => null;

    /// <inheritdoc/>
    public double? GetPeakCpuUsage() => null;

    /// <inheritdoc/>
    public void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
