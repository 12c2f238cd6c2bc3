using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Model.Drafts;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>A study file on its way to become a sweep.</summary>
public sealed partial class NewSweep
{
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

    private StudySketch Sketch { get; set; } = StudySketch.First;

    private StudyCheck? Check { get; set; }

    private string? Kept { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new() { Text = SketchYaml.Write(StudySketch.First) };

    private async Task SubmitAsync()
    {
        if (Context.Request.HasFormContentType)
        {
            Sketch = StudySketch.Of(Context.Request.Form);
        }

        Form.Text = Form.Act == "build" ? SketchYaml.Write(Sketch) : Form.Text;
        Check = await Checker.CheckAsync(Form.Text ?? string.Empty, Context.RequestAborted);
        if (Form.Act != "keep" || Check.Name is null || !Context.User.IsInRole(nameof(AccessRole.Operator)))
        {
            return;
        }

        try
        {
            Kept = await Commands.CreateAsync(Form.Text!, Context.User.Identity!.Name!, Context.RequestAborted);
        }
        catch (InvalidInputException refused)
        {
            Check = new(null, refused.Faults);
        }
    }
}
