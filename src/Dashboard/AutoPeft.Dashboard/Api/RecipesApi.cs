using System.IO.Compression;
using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Api;

/// <summary>Exports as archives.</summary>
internal static class RecipesApi
{
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
