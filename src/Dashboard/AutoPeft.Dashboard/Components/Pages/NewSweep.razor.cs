using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>A study file on its way to become a sweep.</summary>
public sealed partial class NewSweep
{
    private const string Example = """
        name: my-sweep
        model: path/to/a/hugging-face/folder
        data:
          train: path/to/train.tsv
          validation: path/to/dev.tsv
          text: sentence
          label: label
        space:
          layers: each
          lora: { rank: { choices: [0, 1, 2, 4, 8, 16] }, targets: [query, value] }
        training:
          learning_rate: { float: [3e-4, 1e-2], scale: log }
          epochs: 3
        objectives:
          - { name: accuracy }
          - { name: trainable_parameters, scale: log }
        budget: { trials: 40 }
        concurrency: 2
        """;

    [Inject]
    internal StudyChecker Checker { get; set; } = null!;

    [Inject]
    internal SweepCommands Commands { get; set; } = null!;

    [Inject]
    internal DashboardOptions Options { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm]
    internal NewSweepForm Form { get; set; } = null!;

    private StudyCheck? Check { get; set; }

    private string? Kept { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new() { Text = Example };

    private async Task SubmitAsync()
    {
        Check = Checker.Check(Form.Text ?? string.Empty);
        if (Form.Act != "keep" || Check.Name is null || !Context.User.IsInRole(nameof(AccessRole.Operator)))
        {
            return;
        }

        try
        {
            Kept = await Commands.CreateAsync(Form.Text!, Options.StudyFolder, Context.RequestAborted);
        }
        catch (InvalidInputException refused)
        {
            Check = new(null, refused.Faults);
        }
    }
}
