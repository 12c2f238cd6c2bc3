using System.Collections.Immutable;
using System.IO.Compression;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>Exports as archives.</summary>
internal static class RecipesApi
{
    /// <summary>The trial that answers a wish: <c>knee</c> (the default), or the best of a metric or objective, within limits.</summary>
    public static async Task<IResult> ChooseAsync(
        string name, StudyViews views, DashboardServices services, CancellationToken cancellationToken, string want = "knee", string limits = "")
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var conditions = limits.Split((char[])[',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(text => TrialCondition.Parse(text, "limits"));
        var chooser = new TrialChooser(view.Study, [.. conditions]);
        return (want == "knee" ? chooser.Knee() : chooser.Best(want)) is { } choice
            ? TypedResults.Ok(new ChoiceDocument(TrialDocument.Of(view, choice.Trial), choice.Reasons, await JudgeAsync(services, name, choice.Trial, cancellationToken)))
            : Problems.NotFound("No completed trial keeps these limits.");
    }

    /// <summary>How exactly each format holds a trial.</summary>
    public static async Task<IResult> VerdictsAsync(string name, int number, StudyViews views, DashboardServices services, CancellationToken cancellationToken) =>
        await views.FindAsync(name, cancellationToken) is { } view && number >= 0 && number < view.Study.Trials.Length
            ? TypedResults.Ok(await JudgeAsync(services, name, view.Study.Trials[number], cancellationToken))
            : Problems.NotFound($"There is no trial {number} in a study '{name}'.");

    private static async Task<ImmutableArray<RecipeVerdict>> JudgeAsync(DashboardServices services, string name, Trial trial, CancellationToken cancellationToken) =>
        trial.State == TrialState.Completed && services.Recipes is { } recipes ? await recipes.JudgeAsync(name, trial.Number, cancellationToken) : [];

    /// <summary>Exports a trial into a folder of its own, packs it and removes the folder again.</summary>
    public static async Task<IResult> DownloadAsync(
        string name, int number, string format, StudyViews views, DashboardServices services, CancellationToken cancellationToken)
    {
        if (services.Recipes is not { } recipes || await views.FindAsync(name, cancellationToken) is not { } view
            || number < 0 || number >= view.Study.Trials.Length)
        {
            return Problems.NotFound($"There is nothing to export of trial {number} in a study '{name}'.");
        }

        var verdicts = await recipes.JudgeAsync(name, number, cancellationToken);
        if (verdicts.FirstOrDefault(verdict => verdict.Format == format) is not { IsPossible: true } verdict)
        {
            return Problems.NotFound($"Trial {number} has no export in a format '{format}'.");
        }

        var folder = Directory.CreateTempSubdirectory("autopeft-export-");
        try
        {
            var target = Path.Combine(folder.FullName, "export");
            await recipes.ExportAsync(new(name, number, verdict.Format), target, cancellationToken);
            var archive = new MemoryStream();
            await ZipFile.CreateFromDirectoryAsync(target, archive, cancellationToken);
            archive.Position = 0;
            return TypedResults.File(archive, "application/zip", $"{name}-trial-{number}-{verdict.Format}.zip");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
