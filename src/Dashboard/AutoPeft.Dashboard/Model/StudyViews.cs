using System.Collections.Concurrent;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Model;

/// <summary>Studies with what is computed from them; the latest view of each is kept until something happens in it.</summary>
internal sealed class StudyViews(IStudyStore store, AnnotationBook annotations)
{
    private readonly ConcurrentDictionary<string, StudyView> _latest = new(StringComparer.Ordinal);

    /// <summary>The study as it is now; null when there is none of this name.</summary>
    public async Task<StudyView?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await store.FindStudyAsync(name, cancellationToken) is not { } study)
        {
            _latest.TryRemove(name, out _);
            return null;
        }

        return _latest.GetValueOrDefault(name) is { } known && known.Study.Sequence == study.Sequence && known.Study.Created == study.Created
            ? known
            : _latest[name] = new StudyView(study, trial => string.Join(' ', annotations.Of(name, trial).Tags));
    }
}
