using System.Collections.Concurrent;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>Says how long a sweep would take by what an epoch took in an earlier one with the same model and the same data.</summary>
/// <param name="store">The earlier sweeps.</param>
/// <param name="views">Reads them.</param>
/// <param name="services">Whose models.</param>
internal sealed class TimeEstimator(IStudyStore store, StudyViews views, DashboardServices services)
{
    private const int MostStudies = 20;
    private const int Samples = 50;

    private readonly ConcurrentDictionary<(string, DateTimeOffset), BoundStudy?> _known = new();

    /// <summary>The estimate; null when no earlier sweep is like it, or its length does not follow from epochs.</summary>
    public async Task<TimeEstimate?> OfAsync(AskedStudy study, CancellationToken cancellationToken)
    {
        if (study.Bound is not { Definition.Program: null } bound)
        {
            return null;
        }

        foreach (var summary in (await store.ListStudiesAsync(cancellationToken)).Where(item => item.Fault is null && item.Completed > 0).OrderByDescending(item => item.Changed).Take(MostStudies))
        {
            if (await views.FindAsync(summary.Name, cancellationToken) is { } view && Read(view.Study) is { } earlier && IsAlike(bound, earlier) && EpochSeconds(view) is { Length: > 0 } seconds)
            {
                return Of(study, bound, (summary.Name, seconds));
            }
        }

        return null;
    }

    private static TimeEstimate Of(AskedStudy study, BoundStudy bound, (string Name, double[] EpochSeconds) earlier)
    {
        var key = RandomKey.FromSeed(0).For("time");
        var epochs = Enumerable.Range(0, Samples).Select(i => study.Plan.Snapshot.Space.Sample(key.For(i))).OfType<Configuration>()
            .Select(configuration => (double)bound.Binding.TrainingOf(configuration).Epochs).DefaultIfEmpty(bound.Definition.Training.Epochs).Average();
        var seconds = epochs * earlier.EpochSeconds[earlier.EpochSeconds.Length / 2];
        var control = study.Plan.Control;
        var total = control.Budget.Trials is { } trials ? TimeSpan.FromSeconds(seconds * Math.Ceiling((double)trials / control.Concurrency)) : (TimeSpan?)null;

        return new(earlier.Name, earlier.EpochSeconds.Length, seconds, control.Budget.Time is { } limit && (total is null || limit < total) ? limit : total);
    }

    // Sorted, the median is in the middle.
    private static double[] EpochSeconds(StudyView view) =>
    [
        .. view.Finished.Where(trial => trial.Values is not null && trial.Origin.IsSearch())
            .Select(trial => trial.Metrics.TryGetValue("epochs", out var epochs) && epochs > 0 && trial.Duration is { } duration ? duration.TotalSeconds / epochs : double.NaN)
            .Where(double.IsFinite).Order(),
    ];

    private static bool IsAlike(BoundStudy one, BoundStudy other) =>
        one.Definition.Model == other.Definition.Model && one.Definition.Data.Train == other.Definition.Data.Train
        && one.Definition.Data.TrainLimit == other.Definition.Data.TrainLimit && other.Definition.Program is null;

    private BoundStudy? Read(StudyRecord study) => _known.GetOrAdd((study.Header.Name, study.Created), _ =>
    {
        try
        {
            return AskedStudy.Of(study.Header, services.Models).Bound;
        }
        catch (InvalidInputException)
        {
            return null; // Its model or its data are not here.
        }
    });
}
