using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Data;

/// <summary>Reads the files of a task and forms its splits.</summary>
internal sealed class TaskDataLoader(TaskDataConfig config)
{
    private readonly List<Fault> _faults = [];
    private readonly RowTargets _targets = new(config.Kind);
    private ImmutableArray<string> _labels = config.Labels;
    private bool _labelsAreKnown;

    /// <summary>The task's data.</summary>
    /// <exception cref="InvalidInputException">Something cannot be used.</exception>
    public TaskData Load()
    {
        var train = ReadTrain();
        var validation = config.ValidationPath is null ? [] : ReadOther(config.ValidationPath);
        var test = config.TestPath is null ? [] : ReadOther(config.TestPath);
        ThrowIfFaulty();

        var splits = train.ToLookup(Split);
        validation = config.ValidationPath is null ? [.. splits[SplitKind.Validation]] : validation;
        test = config.TestPath is null ? [.. splits[SplitKind.Test]] : test;
        var hasTest = config.TestPath is not null || config.TestFraction > 0;
        var data = new TaskData(
            new SearchData(
                Build("training", [.. splits[SplitKind.Train]], config.TrainLimit),
                Build("validation", validation, config.ValidationLimit)),
            hasTest ? new HeldOutData(Build("test", test, config.TestLimit)) : null);
        ThrowIfFaulty();

        return data;
    }

    /// <summary>The rows of the training file, which settles the labels when none are configured.</summary>
    private ImmutableArray<TextExample> ReadTrain()
    {
        var faults = new FaultLog(config.TrainPath);
        var rows = LabelledRows.Read(config.TrainPath, config, faults);
        if (_labels.IsEmpty)
        {
            _labels = _targets.LabelsOf(rows);
            if (_labels.Length == 1 && faults.IsEmpty) // rows that could not be read may have had the others
            {
                faults.Add(
                    0, $"Every row has the label '{_labels[0]}'.", "Give training data with at least two classes.");
            }
        }

        var examples = _targets.Read(rows, _labels, faults);
        _labelsAreKnown = faults.IsEmpty;
        _faults.AddRange(faults.Faults());

        return examples;
    }

    /// <summary>
    /// The rows of another file. Their labels are judged only when the training file could be read without a fault.
    /// </summary>
    private ImmutableArray<TextExample> ReadOther(string path)
    {
        var faults = new FaultLog(path);
        var rows = LabelledRows.Read(path, config, faults);
        var examples = _labelsAreKnown ? _targets.Read(rows, _labels, faults) : [];
        _faults.AddRange(faults.Faults());

        return examples;
    }

    private SplitKind Split(TextExample example)
    {
        var test = config.TestPath is null ? config.TestFraction : 0;
        var validation = config.ValidationPath is null ? config.ValidationFraction : 0;
        var position = ContentSplit.Position(example, "split", config.SplitSeed);

        return position < test ? SplitKind.Test
            : position < test + validation ? SplitKind.Validation
            : SplitKind.Train;
    }

    private TextDataset Build(string split, ImmutableArray<TextExample> examples, int? limit)
    {
        if (examples.IsEmpty)
        {
            _faults.Add(new(
                new FaultPlace(config.TrainPath),
                $"The {split} split is empty: there are too few different rows to split.",
                "Give more rows, another fraction, or a file for the split."));
        }

        return new TextDataset(ContentSplit.Limit(examples, limit, config.SplitSeed), _labels, config.Kind);
    }

    private void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException(_faults);
        }
    }
}
