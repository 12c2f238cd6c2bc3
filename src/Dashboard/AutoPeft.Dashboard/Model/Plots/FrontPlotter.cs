using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Lays out the trials of a study in two dimensions.</summary>
internal sealed class FrontPlotter
{
    // With more, texts for each would make the page slow and the picture no clearer.
    private const int MostDescribed = 400;
    private const int MostNamed = 4;

    private readonly StudyView _view;
    private readonly TrialField _across;
    private readonly TrialField _up;
    private readonly bool _isAcrossLog;
    private readonly bool _isUpLog;
    private readonly PlotAxis _x;
    private readonly PlotAxis _y;
    private readonly (Trial Trial, double X, double Y)[] _shown;
    private readonly FrontOdds? _odds;

    private FrontPlotter(StudyView view, FrontRequest request, (TrialField Across, TrialField Up) fields)
    {
        (_view, _across, _up, _odds) = (view, fields.Across, fields.Up, view.Odds);
        (_isAcrossLog, _isUpLog) = (IsLog(_across, request.IsAcrossLogarithmic), IsLog(_up, request.IsUpLogarithmic));
        _x = Axis(_across, _isAcrossLog, request.Window is { } across ? (across.Left, across.Right) : null);
        _y = Axis(_up, _isUpLog, request.Window is { } up ? (up.Bottom, up.Top) : null);

        // A trial of the front stands where the mean of its configuration's seeds is.
        var best = view.Front.Trials.ToDictionary(trial => trial.Number);
        _shown = [.. view.Study.Trials.Select(trial => best.GetValueOrDefault(trial.Number, trial)).Select(trial => (Trial: trial, Place: Place(trial)))
            .Where(item => item.Place is { X: >= 0 and <= 1, Y: >= 0 and <= 1 }).Select(item => (item.Trial, item.Place!.Value.X, item.Place.Value.Y))];
    }

    /// <summary>The picture; null when there is nothing to draw, or no such field.</summary>
    public static FrontPlot? Plot(StudyView view, FrontRequest request)
    {
        var objectives = view.Study.Header.Objectives;
        var up = FieldOf(view, request.Up ?? view.Fields.OfObjective(objectives[0].Name).Key);
        var across = FieldOf(view, request.Across ?? (objectives.Length > 1 ? view.Fields.OfObjective(objectives[1].Name).Key : "number"));
        if (up is null || across is null || !view.Study.Trials.Any(trial => up.Number!(trial) is { } value && double.IsFinite(value)))
        {
            return null;
        }

        return new FrontPlotter(view, request, (across, up)).Plot(request.Window is not null);
    }

    private static TrialField? FieldOf(StudyView view, string key) => view.Fields.Find(key) is { IsNumber: true } field ? field : null;

    private FrontPlot Plot(bool isPart)
    {
        var classes = _shown.ToLookup(item => ClassOf(item.Trial));
        var isCrowded = classes["dominated"].Count() + classes["infeasible"].Count() > MostDescribed;
        string[] described = isCrowded ? ["baseline", "front"] : ["dominated", "infeasible", "baseline", "front"];
        string[] crowds = isCrowded ? ["dominated", "infeasible"] : [];

        return new(_x, _y, [.. described.SelectMany(kind => classes[kind].Select(item => Point(item, kind)))])
        {
            Crowds = [.. crowds.SelectMany(kind => PlotCrowd.Of(kind, classes[kind].Select(item => (item.Trial.Number, item.X, item.Y))))],
            Line = Line(),
            Whiskers = [.. Whiskers()],
            Missing = Missing(),
            AcrossKey = _across.Key,
            UpKey = _up.Key,
            IsPart = isPart,
        };
    }

    private bool IsLog(TrialField field, bool? isLogarithmic) => isLogarithmic ?? ObjectiveOf(field)?.IsLogarithmic ?? false;

    // What has no place on one axis does not stretch the other.
    private bool IsDrawable(Trial trial) =>
        (_across.Number!(trial) is not { } across || !_isAcrossLog || across > 0) && (_up.Number!(trial) is not { } up || !_isUpLog || up > 0);

    private PlotAxis Axis(TrialField field, bool log, (double Low, double High)? window)
    {
        var name = ObjectiveOf(field) is { } objective
            ? PlotAxis.NameOf(objective, field.Title, log)
            : field.Title + (log ? " (logarithmic)" : "");
        var axis = PlotAxis.Over(name, log, _view.Study.Trials.Where(IsDrawable).Select(trial => field.Number!(trial) ?? double.NaN));

        return window is { } part && (!log || part.Low > 0) ? axis with { Low = part.Low, High = part.High } : axis;
    }

    private Objective? ObjectiveOf(TrialField field) => field.Group == TrialFieldGroup.Objective ? _view.Study.Header.Objectives.First(objective => objective.Name == field.Name) : null;

    // What could not be trained has no quality; it stands on the lower edge at what it would have cost.
    private (double X, double Y)? Place(Trial trial)
    {
        if (Value(_across, _x, trial) is not { } x)
        {
            return null;
        }

        return Value(_up, _y, trial) is { } y ? (_x.Place(x), _y.Place(y))
            : trial.State is TrialState.Infeasible or TrialState.Failed ? (_x.Place(x), 0)
            : null;
    }

    private static double? Value(TrialField field, PlotAxis axis, Trial trial) =>
        (field.Number!(trial) ?? (field.Group != TrialFieldGroup.Trial && trial.Metrics.TryGetValue(field.Name, out var metric) ? metric : null)) is { } value && axis.CanShow(value) ? value : null;

    // A logarithm has no place for zero: what trains no parameters at all, for instance.
    private string Missing()
    {
        var axes = new[] { (Field: _across, IsLog: _isAcrossLog), (Field: _up, IsLog: _isUpLog) }.Where(axis => axis.IsLog).Select(axis => axis.Field).ToArray();
        var left = _view.Study.Trials.Where(trial => trial.Values is not null && axes.Any(field => field.Number!(trial) <= 0)).ToArray();
        var names = left.Take(MostNamed).Select(trial => $"trial {trial.Number}{(trial.Label.Length > 0 ? $" ({trial.Label})" : "")}");
        var faulty = axes.Where(field => Array.Exists(left, trial => field.Number!(trial) <= 0)).Select(field => field.Title);

        return left.Length == 0 ? string.Empty
            : $"Not drawn: {string.Join(", ", names)}{(left.Length > MostNamed ? $" and {left.Length - MostNamed} more" : "")}. A logarithmic axis has no place for values of 0 or less ({string.Join(", ", faulty)}).";
    }

    private PlotPoint Point((Trial Trial, double X, double Y) item, string kind) => new(item.Trial.Number, item.X, item.Y, kind, Describe(item.Trial))
    {
        IsKnee = item.Trial.Number == _view.Front.Knee?.Number,
        Link = Links.Trial(_view.Study.Header.Name, item.Trial.Number),
    };

    private string ClassOf(Trial trial) =>
        trial.Values is null ? "infeasible"
        : trial.Origin == TrialOrigin.Baseline ? "baseline"
        : _view.IsOnFront(trial) ? "front" : "dominated";

    private string Describe(Trial trial)
    {
        var values = _view.Study.Header.Objectives.Select((objective, i) =>
            trial.Values is { } known ? $"{objective.Name.Replace('_', ' ')} {Numbers.Short(known[i])}" : null).OfType<string>();
        var what = trial.Values is null ? trial.Reason : string.Join(", ", values);

        return $"Trial {trial.Number}{(trial.Label.Length > 0 ? $" ({trial.Label})" : "")}\n{what}\n{ConfigurationText.Of(trial.Configuration)}{(_odds?.Text(trial.Number) is { Length: > 0 } odds ? "\n" + odds : "")}";
    }

    private ImmutableArray<(double X, double Y)> Line()
    {
        if (ObjectiveOf(_across) is not { } across || ObjectiveOf(_up) is not { } up)
        {
            return [];
        }

        var front = _view.Front.Trials.Where(trial => _x.CanShow(_across.Number!(trial)!.Value) && _y.CanShow(_up.Number!(trial)!.Value)).ToArray();
        var losses = front.Select(trial => new[] { across.ToLoss(_across.Number!(trial)!.Value), up.ToLoss(_up.Number!(trial)!.Value) }).ToArray();
        var corners = losses.Length == 0 ? [] : ParetoFront.IndicesOf(losses).OrderBy(index => losses[index][0])
            .Select(index => (X: _x.Place(_across.Number!(front[index])!.Value), Y: _y.Place(_up.Number!(front[index])!.Value))).ToArray();

        // From each point across to the next one and only there up: between them nothing better was found.
        return [.. corners.SelectMany((corner, i) => i + 1 < corners.Length ? new[] { corner, (corners[i + 1].X, corner.Y) } : [corner])];
    }

    private IEnumerable<PlotWhisker> Whiskers() => _view.Repetitions.Select(Whisker).OfType<PlotWhisker>();

    private PlotWhisker? Whisker(ImmutableArray<Trial> trials)
    {
        var (x, y) = (Spread.Of(trials.Select(trial => _across.Number!(trial))), Spread.Of(trials.Select(trial => _up.Number!(trial))));
        if (x is null || y is null || !_x.CanShow(x.Mean) || !_y.CanShow(y.Mean) || _x.Place(x.Mean) is < 0 or > 1 || _y.Place(y.Mean) is < 0 or > 1)
        {
            return null;
        }

        var (left, right) = Ends(_x, x);
        var (low, high) = Ends(_y, y);
        return new(_x.Place(x.Mean), low, high, $"{_up.Title} {Numbers.Short(y.Mean)} ± {Numbers.Short(y.Deviation)} over {y.Count} seeds")
        {
            Y = _y.Place(y.Mean),
            Left = left,
            Right = right,
        };
    }

    private static (double Low, double High) Ends(PlotAxis axis, Spread spread)
    {
        var low = spread.Mean - spread.Deviation;

        return (axis.CanShow(low) ? Math.Clamp(axis.Place(low), 0, 1) : 0, Math.Clamp(axis.Place(spread.Mean + spread.Deviation), 0, 1));
    }
}
