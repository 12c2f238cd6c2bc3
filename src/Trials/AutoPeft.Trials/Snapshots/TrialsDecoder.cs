using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Snapshots;

/// <summary>Reads the trials that <see cref="TrialsEncoder"/> wrote, several blocks at a time.</summary>
/// <remarks>Runs once in a process and must be quick the first time: its loops are compiled with all optimisations at once.</remarks>
internal sealed class TrialsDecoder
{
    /// <summary>Trials of one block, which one thread reads.</summary>
    public const int BlockSize = 4096;

    private static readonly ImmutableSortedDictionary<string, double> NoMetrics =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    private readonly DateTimeOffset _origin;
    private readonly string[] _texts;
    private readonly string[][] _names;
    private readonly Configuration[] _prototypes;

    public TrialsDecoder(DateTimeOffset origin, string[] texts, string[][] names)
    {
        _origin = origin;
        _texts = texts;
        _names = names;
        _prototypes = Array.ConvertAll(names, list => new Configuration(list.Select(name => KeyValuePair.Create(name, default(ParameterValue)))));
    }

    /// <summary>The trials of all blocks.</summary>
    /// <param name="bytes">The blocks, one after the other.</param>
    /// <param name="lengths">The bytes of each.</param>
    /// <param name="decoder">What reads one.</param>
    public static Trial[] Decode(ReadOnlyMemory<byte> bytes, int[] lengths, TrialsDecoder decoder)
    {
        var starts = new int[lengths.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }

        var blocks = new Trial[lengths.Length][];
        Parallel.For(0, blocks.Length, i => blocks[i] = decoder.Block(bytes.Span.Slice(starts[i], lengths[i]), i * BlockSize));
        return [.. blocks.SelectMany(block => block)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Trial[] Block(ReadOnlySpan<byte> bytes, int first)
    {
        var cursor = new SnapshotCursor(bytes);
        var trials = new Trial[cursor.Number()];
        for (var i = 0; i < trials.Length; i++)
        {
            trials[i] = Read(ref cursor, first + i);
        }

        return trials;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Trial Read(ref SnapshotCursor bytes, int number) => new()
    {
        // In the order of the bytes: initialisers run as they are written.
        Number = number,
        State = (TrialState)bytes.Number(),
        Origin = (TrialOrigin)bytes.Number(),
        Label = _texts[bytes.Number()],
        Replicate = (int)bytes.Number(),
        Seed = bytes.Number(),
        MemoryBytes = bytes.Number() is >= 0 and var memory ? memory : null,
        Reason = _texts[bytes.Number()],
        Cause = bytes.Number() is > 0 and var cause ? (InfeasibleCause)(cause - 1) : null,
        Queued = bytes.Time(_origin),
        Finished = bytes.MaybeTime(_origin),
        Configuration = ReadConfiguration(ref bytes),
        Values = ReadValues(ref bytes),
        Metrics = ReadMetrics(ref bytes),
        Attempts = ReadAttempts(ref bytes),
        Warnings = ReadWarnings(ref bytes),
        Measurements = ReadMeasurements(ref bytes, number),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Configuration ReadConfiguration(ref SnapshotCursor bytes)
    {
        var prototype = _prototypes[bytes.Number()];
        var values = new ParameterValue[prototype.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (ParameterValueKind)bytes.Number() switch
            {
                ParameterValueKind.Text => ParameterValue.Of(_texts[bytes.Number()]),
                ParameterValueKind.Flag => ParameterValue.Of(bytes.Number() == 1),
                _ => ParameterValue.Of(bytes.Real()),
            };
        }

        return prototype.WithValues(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ImmutableArray<double>? ReadValues(ref SnapshotCursor bytes)
    {
        var count = (int)bytes.Number();
        if (count < 0)
        {
            return null;
        }

        var values = ImmutableArray.CreateBuilder<double>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(bytes.Real());
        }

        return values.MoveToImmutable();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ImmutableSortedDictionary<string, double> ReadMetrics(ref SnapshotCursor bytes)
    {
        var names = _names[bytes.Number()];
        if (names.Length == 0)
        {
            return NoMetrics;
        }

        var entries = new KeyValuePair<string, double>[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            entries[i] = new(names[i], bytes.Real());
        }

        return NoMetrics.AddRange(entries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ImmutableArray<Attempt> ReadAttempts(ref SnapshotCursor bytes)
    {
        var attempts = ImmutableArray.CreateBuilder<Attempt>((int)bytes.Number());
        while (attempts.Count < attempts.Capacity)
        {
            attempts.Add(new((int)bytes.Number(), _texts[bytes.Number()], bytes.Number(), bytes.Time(_origin))
            {
                Started = bytes.MaybeTime(_origin),
                Ended = bytes.MaybeTime(_origin),
                End = bytes.Number() is > 0 and var end ? (AttemptEnd)(end - 1) : null,
                Reason = _texts[bytes.Number()],
                Checkpoint = bytes.Number() == 0 ? null : new((int)bytes.Number(), _texts[bytes.Number()]),
            });
        }

        return attempts.MoveToImmutable();
    }

    private ImmutableArray<string> ReadWarnings(ref SnapshotCursor bytes)
    {
        var count = (int)bytes.Number();
        if (count == 0)
        {
            return [];
        }

        var warnings = ImmutableArray.CreateBuilder<string>(count);
        while (warnings.Count < count)
        {
            warnings.Add(_texts[bytes.Number()]);
        }

        return warnings.MoveToImmutable();
    }

    private ImmutableList<Measurement> ReadMeasurements(ref SnapshotCursor bytes, int trial)
    {
        var count = (int)bytes.Number();
        if (count == 0)
        {
            return [];
        }

        var measurements = new Measurement[count];
        for (var i = 0; i < count; i++)
        {
            measurements[i] = new(trial, (int)bytes.Number(), (int)bytes.Number(), _texts[bytes.Number()], bytes.Real());
        }

        return [.. measurements];
    }
}
