using System.Collections.Concurrent;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Model;

/// <summary>Studies with what is computed from them; the latest view of each is kept until something happens in it.</summary>
internal sealed class StudyViews(IStudyStore store, AnnotationBook annotations, FrontOddsDesk odds, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Latest> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<StudyView?>>> _reading = new(StringComparer.Ordinal);

    /// <summary>The study as it is now, unless it takes longer than one should wait for a page: then it goes on being read, and is there later.</summary>
    /// <returns>Whether it was read; and then the study, null when there is none of this name.</returns>
    public async Task<(bool IsRead, StudyView? View)> FindWithinAsync(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        var reading = _reading.GetOrAdd(name, _ => new(() => FindAsync(name, CancellationToken.None))).Value;
        try
        {
            return (true, await reading.WaitAsync(patience, time, cancellationToken));
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            return (false, null);
        }
        finally
        {
            if (reading.IsCompleted)
            {
                _reading.TryRemove(name, out _);
            }
        }
    }

    /// <summary>The study as it is now; null when there is none of this name.</summary>
    public async Task<StudyView?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await store.FindStudyAsync(name, cancellationToken) is not { } study)
        {
            _latest.TryRemove(name, out _);
            return null;
        }

        return _latest.GetOrAdd(name, _ => new()).At(study, trial => string.Join(' ', annotations.Of(name, trial).Tags), odds.Of);
    }

    private sealed class Latest
    {
        private readonly Lock _gate = new();
        private StudyView? _view;

        // One at a time, so that each view goes on from the one before it and nobody computes the same twice.
        public StudyView At(StudyRecord study, Func<int, string> tags, Func<StudyView, FrontOdds?> odds)
        {
            lock (_gate)
            {
                var before = _view?.Study.Created == study.Created ? _view : null;
                return before is not null && before.Study.Sequence >= study.Sequence ? before : _view = new(study, tags, before, odds);
            }
        }
    }
}
