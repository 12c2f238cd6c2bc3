using System.Diagnostics.Metrics;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Telemetry;

/// <summary>Counts what a worker does, as metrics of .NET that any exporter reads. Names are those of <c>docs/operations.md</c>.</summary>
public sealed class WorkerMeter : IDisposable
{
    /// <summary>What exporters subscribe to.</summary>
    public const string Name = "AutoPeft.Worker";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _claimed;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private long _claims;
    private long _ends;

    /// <summary>A meter of one worker.</summary>
    public WorkerMeter()
    {
        _claimed = _meter.CreateCounter<long>("autopeft.trials.claimed", "{trial}", "Trials that this worker claimed.");
        _ended = _meter.CreateCounter<long>("autopeft.trials.ended", "{trial}", "Trials that this worker is done with, by how.");
        _duration = _meter.CreateHistogram<double>("autopeft.trial.duration", "s", "Time from a claim to its end.");
        _meter.CreateObservableGauge("autopeft.trials.held", () => Held, "{trial}", "Trials that this worker holds now.");
    }

    /// <summary>How many trials it holds now.</summary>
    public long Held => Interlocked.Read(ref _claims) - Interlocked.Read(ref _ends);

    /// <summary>How many trials it is done with.</summary>
    public long Ended => Interlocked.Read(ref _ends);

    /// <summary>Notes a claim.</summary>
    public void Claimed(Lease lease)
    {
        Interlocked.Increment(ref _claims);
        _claimed.Add(1, KeyValuePair.Create<string, object?>("study", lease.Study));
    }

    /// <summary>Notes that the worker is done with a claim.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="isCarriedOut">Whether its end was recorded or given back; otherwise the worker failed at it.</param>
    /// <param name="duration">How long it held it.</param>
    public void Done(Lease lease, bool isCarriedOut, TimeSpan duration)
    {
        Interlocked.Increment(ref _ends);
        _ended.Add(1, KeyValuePair.Create<string, object?>("study", lease.Study), KeyValuePair.Create<string, object?>("carried_out", isCarriedOut));
        _duration.Record(duration.TotalSeconds, KeyValuePair.Create<string, object?>("study", lease.Study));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
