using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Dashboard.Annotations;

/// <summary>Notes and tags, kept in one file of the dashboard's folder whatever store the studies are in.</summary>
internal sealed class AnnotationBook
{
    /// <summary>The most letters of a note.</summary>
    public const int LongestNote = 10_000;

    private const int MostTags = 20;
    private const int LongestTag = 40;

    private readonly string? _path;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, TrialAnnotation> _all;

    /// <summary>The notes and tags of a folder.</summary>
    /// <param name="folder">The folder, made with the first note; null keeps them in memory.</param>
    public AnnotationBook(string? folder)
    {
        _path = folder is null ? null : Path.Combine(folder, "annotations.json");
        _all = new(Read(), StringComparer.Ordinal);
    }

    /// <summary>How many changes this process made; tells caches that something is new.</summary>
    public long Version { get; private set; }

    /// <summary>What was written about a trial.</summary>
    public TrialAnnotation Of(string study, int trial) => _all.GetValueOrDefault(Key(study, trial), TrialAnnotation.None);

    /// <summary>Replaces what was written about a trial; false, and nothing is changed, when somebody else changed it since.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="changed">The new note and tags, and the version that they are based on.</param>
    /// <exception cref="InvalidInputException">Note or tags cannot be used; carries every fault.</exception>
    public bool Replace(string study, int trial, TrialAnnotation changed)
    {
        Check(changed);
        lock (_writing)
        {
            if (Of(study, trial).Version != changed.Version)
            {
                return false;
            }

            var tags = changed.Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            _all[Key(study, trial)] = new(changed.Note.Trim(), [.. tags], changed.Version + 1);
            Write();
            Version++;
            return true;
        }
    }

    private static void Check(TrialAnnotation changed)
    {
        var faults = new FaultCollector();
        if (changed.Note.Length > LongestNote)
        {
            faults.Add(new FaultPlace("note"), $"The note has {changed.Note.Length} letters.", $"Keep it below {LongestNote}.");
        }

        if (changed.Tags.Length > MostTags || changed.Tags.Any(tag => tag.Length > LongestTag || tag.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))))
        {
            faults.Add(new FaultPlace("tags"), "A tag cannot be used.", $"Use at most {MostTags} tags of at most {LongestTag} letters without spaces.");
        }

        faults.ThrowIfAny();
    }

    private static string Key(string study, int trial) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{study}/{trial}");

    private Dictionary<string, TrialAnnotation> Read() => _path is null || !File.Exists(_path)
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, TrialAnnotation>>(File.ReadAllBytes(_path), JsonSerializerOptions.Web) ?? [];

    private void Write()
    {
        if (_path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        AtomicFile.Write(_path, stream => JsonSerializer.Serialize(stream, _all, JsonSerializerOptions.Web));
    }
}
