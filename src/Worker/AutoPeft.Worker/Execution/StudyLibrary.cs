using System.Collections.Concurrent;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>The studies that a worker's trials belong to, each read once.</summary>
/// <param name="store">Where definitions are kept.</param>
/// <param name="reader">Reads them.</param>
public sealed class StudyLibrary(IStudyStore store, StudyFile reader)
{
    private readonly ConcurrentDictionary<string, BoundStudy> _studies = new(StringComparer.Ordinal);

    /// <summary>Adds a study that was read already.</summary>
    public void Add(BoundStudy study) => _studies[study.Definition.Name] = study;

    /// <summary>The study.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">Its definition cannot be used here, for instance because files are missing.</exception>
    public async Task<BoundStudy> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_studies.TryGetValue(name, out var known))
        {
            return known;
        }

        var header = (await store.ReadStudyAsync(name, cancellationToken)).Header;
        return _studies.GetOrAdd(name, reader.Parse(header.Definition, $"study {name}", header.Folder));
    }
}
