using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the form for note and tags does.</summary>
internal static class AnnotationActions
{
    public static async Task<IResult> SaveAsync(
        string name, int number, [FromForm] AnnotationForm form, StudyViews views, AnnotationBook annotations, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return TypedResults.NotFound();
        }

        try
        {
            return annotations.Replace(name, number, new(form.Note ?? string.Empty, [.. (form.Tags ?? string.Empty).Split(' ')], form.Version))
                ? TypedResults.LocalRedirect($"/{Links.Trial(name, number)}")
                : TypedResults.Problem("Somebody else changed the note meanwhile. Go back, reload and write it again.", statusCode: StatusCodes.Status409Conflict);
        }
        catch (InvalidInputException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
