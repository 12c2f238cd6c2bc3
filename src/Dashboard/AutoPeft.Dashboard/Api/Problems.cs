using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Refusals as problem details (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>What was asked for does not exist.</summary>
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>What was given cannot be used: every fault with its place and remedy.</summary>
    public static ProblemHttpResult Refused(InvalidInputException refused) => TypedResults.Problem(
        string.Join(' ', refused.Faults.Select(fault => $"{fault.Message} {fault.Remedy}")),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>
        {
            ["faults"] = refused.Faults.Select(fault => new FaultDocument(
                fault.Place.Source, fault.Place.Line, fault.Place.Column, fault.Message, fault.Remedy)).ToArray(),
        });
}
