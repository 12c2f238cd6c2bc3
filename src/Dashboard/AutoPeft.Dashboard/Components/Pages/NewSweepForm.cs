namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The form of a new sweep.</summary>
internal sealed class NewSweepForm
{
    /// <summary>The study file.</summary>
    public string? Text { get; set; }

    /// <summary>Which button was pressed: <c>build</c>, <c>check</c> or <c>keep</c>.</summary>
    public string? Act { get; set; }
}
