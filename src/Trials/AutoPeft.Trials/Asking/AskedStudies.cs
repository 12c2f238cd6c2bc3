using System.Collections.Concurrent;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>The definitions of the studies that are asked, each read once. Safe for several threads.</summary>
/// <param name="models">Tells what models are made of; null when nobody here can.</param>
public sealed class AskedStudies(IModelDescriber? models)
{
    private readonly ConcurrentDictionary<string, AskedStudy> _known = new(StringComparer.Ordinal);

    /// <summary>The study of a definition that a store keeps; a study of the same name may have been deleted and made anew.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">It can no longer be used here.</exception>
    public AskedStudy Of(StudyHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);

        return _known.TryGetValue(header.Name, out var known) && known.Header.Definition == header.Definition && known.Header.Folder == header.Folder
            ? known
            : _known[header.Name] = AskedStudy.Of(header, models);
    }
}
