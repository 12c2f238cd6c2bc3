using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>From a budget to the trial that answers it, and from there to files that other tools load.</summary>
public sealed partial class RecipesPage
{
    [Inject]
    internal DashboardServices Services { get; set; } = null!;

    private TrialChoice? Choice { get; set; }

    private ImmutableArray<RecipeVerdict> Verdicts { get; set; } = [];

    private ImmutableArray<Fault> Faults { get; set; } = [];

    private string Limits => Query("limits");

    private Objective? Cost => View!.Study.Header.Objectives.FirstOrDefault(objective => objective.IsAnalytic);

    // The steps of the slider: what the trials of the front cost, so that every step changes the answer.
    private ImmutableArray<double> Steps => Cost is null ? [] :
        [.. View!.Front.Trials.Select(trial => View.Fields.OfObjective(Cost.Name).Number!(trial)!.Value).Distinct().Order()];

    private int Step => int.TryParse(Query("step"), out var step) && step >= 0 && step < Steps.Length ? step : Steps.Length - 1;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        try
        {
            var conditions = Limits.Split((char[])[',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(text => TrialCondition.Parse(text, "limits")).ToList();
            if (Cost is { } cost && Query("step").Length > 0 && !Steps.IsEmpty)
            {
                conditions.Add(TrialCondition.Parse($"{cost.Name}<={Numbers.Exact(Steps[Step])}", "budget"));
            }

            var chooser = new TrialChooser(View!.Study, [.. conditions]);
            Choice = Query("trial") is { Length: > 0 } given && int.TryParse(given, out var number) && number >= 0 && number < View.Study.Trials.Length && View.Study.Trials[number].Values is not null
                ? chooser.Given(number)
                : Query("want") == "best" ? chooser.Best(View.Study.Header.Objectives[0].Name) : chooser.Knee();
            Verdicts = Choice is { Trial.State: TrialState.Completed } && Services.Recipes is { } recipes
                ? await recipes.JudgeAsync(Name, Choice.Trial.Number, Context.RequestAborted)
                : [];
        }
        catch (InvalidInputException refused)
        {
            Faults = refused.Faults;
        }
    }
}
