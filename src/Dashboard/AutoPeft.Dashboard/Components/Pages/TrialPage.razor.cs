using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model.Placement;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>One trial: what was tried, what it cost, what was measured, and who tried it.</summary>
public sealed partial class TrialPage
{
    private static readonly ImmutableHashSet<string> Predicted = [.. AnalyticMetrics.Names];

    /// <summary>The trial's number, from the address.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    internal AnnotationBook Annotations { get; set; } = null!;

    private Trial Trial { get; set; } = null!;

    private TrialAnnotation Annotation { get; set; } = TrialAnnotation.None;

    private PlacementPicture Picture { get; set; } = null!;

    private ImmutableArray<LinePlot> Curves { get; set; } = [];

    private IEnumerable<KeyValuePair<string, double>> Costs => Trial.Metrics.Where(metric => Predicted.Contains(metric.Key));

    private IEnumerable<KeyValuePair<string, double>> Measured => Trial.Metrics.Where(metric => !Predicted.Contains(metric.Key));

    private IEnumerable<Trial> Repetitions => View!.Study.Trials.Where(other =>
        other.Number != Trial.Number && other.Origin == Trial.Origin && other.Configuration.Equals(Trial.Configuration));

    private string CloneText => JsonNode.Parse(Trial.Configuration.ToJson())!.ToJsonString(new() { WriteIndented = true });

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        if (Number >= View!.Study.Trials.Length)
        {
            return false;
        }

        Trial = View.Study.Trials[Number];
        Annotation = Annotations.Of(Name, Number);
        Picture = PlacementPicture.Of(Trial.Configuration, View.Layers);
        Curves = [.. StudyPlots.Curves(Trial)];
        return true;
    }
}
