using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the form for note and tags does.</summary>
internal static class AnnotationActions
{
    public static async Task<IResult> SaveAsync(
        string name, int number, [FromForm] AnnotationForm form, StudyViews views, AnnotationBook annotations)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return TypedResults.NotFound();
        }

        return annotations.Replace(name, number, new(form.Note ?? string.Empty, [.. (form.Tags ?? string.Empty).Split(' ')], form.Version))
            ? TypedResults.LocalRedirect($"/{Links.Trial(name, number)}")
            : ActionFaults.Refused("Somebody else changed the note meanwhile. Go back, reload and write it again.");
    }
}
