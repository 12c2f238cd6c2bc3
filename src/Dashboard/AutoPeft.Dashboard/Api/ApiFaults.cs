using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Api;

/// <summary>Turns refusals of the layers below into problem details.</summary>
internal sealed class ApiFaults : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidInputException refused)
        {
            return Problems.Refused(refused);
        }
        catch (StoreUnavailableException unavailable)
        {
            return TypedResults.Problem($"{unavailable.Message} {unavailable.Remedy}", statusCode: StatusCodes.Status409Conflict);
        }
    }
}
