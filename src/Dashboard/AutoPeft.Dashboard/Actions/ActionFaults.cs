using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Actions;

/// <summary>Leads to a page that says why a form was refused, and what to do about it.</summary>
internal sealed class ActionFaults : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidInputException refused)
        {
            return Refused(string.Join(' ', refused.Faults.Select(fault => $"{fault.Message} {fault.Remedy}")));
        }
        catch (StoreUnavailableException unavailable)
        {
            return Refused($"{unavailable.Message} {unavailable.Remedy}");
        }
    }

    /// <summary>The page that says why.</summary>
    public static IResult Refused(string reason) =>
        TypedResults.LocalRedirect($"/refused?reason={Uri.EscapeDataString(reason.Length > 1000 ? reason[..1000] : reason)}");
}
