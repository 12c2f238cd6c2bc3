namespace AutoPeft.Cli.Quickstart;

/// <summary>The pre-trained model that is shipped with the program.</summary>
internal static class QuickstartModel
{
    /// <summary>Its folder, with everything a Hugging Face model folder holds.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Assets", "quickstart-bert");
}
