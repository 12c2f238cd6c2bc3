using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Snapshots;

/// <summary>Writes trials; <see cref="TrialsDecoder"/> reads them.</summary>
internal sealed class TrialsEncoder
{
    private readonly DateTimeOffset _origin;
    private readonly TextTable _texts = new();
    private readonly Dictionary<string, int> _nameLists = new(StringComparer.Ordinal);
    private readonly List<int[]> _names = [];
    private SnapshotBuffer _bytes = new();

    private TrialsEncoder(DateTimeOffset origin) => _origin = origin;

    /// <summary>The trials in blocks of <see cref="TrialsDecoder.BlockSize"/>.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="origin">What times are counted from.</param>
    /// <param name="texts">Every text that the blocks name by its index.</param>
    /// <param name="names">Every list of names that the blocks name by its index, itself by the indices of texts.</param>
    public static List<ReadOnlyMemory<byte>> Encode(
        IReadOnlyList<Trial> trials, DateTimeOffset origin, out IReadOnlyList<string> texts, out IReadOnlyList<int[]> names)
    {
        var encoder = new TrialsEncoder(origin);
        var blocks = new List<ReadOnlyMemory<byte>>();
        foreach (var block in trials.Chunk(TrialsDecoder.BlockSize))
        {
            encoder._bytes = new();
            encoder._bytes.Number(block.Length);
            Array.ForEach(block, encoder.Write);
            blocks.Add(encoder._bytes.ToArray());
        }

        (texts, names) = (encoder._texts.All, encoder._names);
        return blocks;
    }

    private void Write(Trial trial)
    {
        _bytes.Number((int)trial.State);
        _bytes.Number((int)trial.Origin);
        Text(trial.Label);
        _bytes.Number(trial.Replicate);
        _bytes.Number(trial.Seed);
        _bytes.Number(trial.MemoryBytes ?? -1);
        Text(trial.Reason);
        _bytes.Number(trial.Cause is { } cause ? (int)cause + 1 : 0);
        _bytes.Time(trial.Queued, _origin);
        _bytes.Time(trial.Finished, _origin);
        Write(trial.Configuration);
        Write(trial.Values);
        Write(trial.Metrics);
        _bytes.Number(trial.Attempts.Length);
        foreach (var attempt in trial.Attempts)
        {
            Write(attempt);
        }

        _bytes.Number(trial.Warnings.Length);
        foreach (var warning in trial.Warnings)
        {
            Text(warning);
        }

        Write(trial.Measurements);
    }

    private void Write(Configuration configuration)
    {
        Names(configuration.Names);
        foreach (var value in configuration.Values)
        {
            _bytes.Number((int)value.Kind);
            switch (value.Kind)
            {
                case ParameterValueKind.Text:
                    Text(value.AsText);
                    break;
                case ParameterValueKind.Flag:
                    _bytes.Number(value.AsFlag ? 1 : 0);
                    break;
                default:
                    _bytes.Real(value.AsNumber);
                    break;
            }
        }
    }

    private void Write(ImmutableArray<double>? values)
    {
        _bytes.Number(values?.Length ?? -1);
        foreach (var value in values ?? [])
        {
            _bytes.Real(value);
        }
    }

    private void Write(ImmutableSortedDictionary<string, double> metrics)
    {
        Names([.. metrics.Keys]);
        foreach (var value in metrics.Values)
        {
            _bytes.Real(value);
        }
    }

    private void Write(Attempt attempt)
    {
        _bytes.Number(attempt.Number);
        Text(attempt.Worker);
        _bytes.Number(attempt.Token);
        _bytes.Time(attempt.Leased, _origin);
        _bytes.Time(attempt.Started, _origin);
        _bytes.Time(attempt.Ended, _origin);
        _bytes.Number(attempt.End is { } end ? (int)end + 1 : 0);
        Text(attempt.Reason);
        _bytes.Number(attempt.Checkpoint is null ? 0 : 1);
        if (attempt.Checkpoint is { } checkpoint)
        {
            _bytes.Number(checkpoint.Step);
            Text(checkpoint.Path);
        }
    }

    private void Write(ImmutableList<Measurement> measurements)
    {
        _bytes.Number(measurements.Count);
        foreach (var measurement in measurements)
        {
            _bytes.Number(measurement.Attempt);
            _bytes.Number(measurement.Step);
            Text(measurement.Metric);
            _bytes.Real(measurement.Value);
        }
    }

    private void Text(string text) => _bytes.Number(_texts.IndexOf(text));

    private void Names(IReadOnlyList<string> names)
    {
        var indices = names.Select(_texts.IndexOf).ToArray();
        var key = string.Join(',', indices);
        if (!_nameLists.TryGetValue(key, out var list))
        {
            _nameLists[key] = list = _names.Count;
            _names.Add(indices);
        }

        _bytes.Number(list);
    }
}
