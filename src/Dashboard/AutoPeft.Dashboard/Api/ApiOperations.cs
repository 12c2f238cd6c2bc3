using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AutoPeft.Dashboard.Api;

/// <summary>Adds to the description of each endpoint what all of its kind have in common.</summary>
internal sealed class ApiOperations : IOpenApiOperationTransformer
{
    private static readonly string[] Files = ["application/zip", "application/octet-stream", "text/csv"];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (method, address) = (context.Description.HttpMethod, context.Description.RelativePath ?? string.Empty);
        if (method == HttpMethods.Get)
        {
            AddQuery(operation, context);
            AddTags(operation, address);
        }
        else
        {
            Add(operation, "Idempotency-Key", ParameterLocation.Header, "Any text: the same write with the same key is done once");
        }

        operation.Responses ??= [];
        foreach (var (_, response) in operation.Responses)
        {
            DescribeFiles(response as OpenApiResponse);
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "What was wrong: 400, 401, 403, 404, 409, 413, 415, 421, 422, 429 or 503",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellationToken) },
            },
        };
    }

    private static void AddQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>().SelectMany(names => names.Names))
        {
            Add(operation, name, ParameterLocation.Query, $"As on the pages: {name}");
        }
    }

    private static void AddTags(OpenApiOperation operation, string address)
    {
        if (address.EndsWith("/events", StringComparison.Ordinal)
            || address.Contains("/files", StringComparison.Ordinal) || address.EndsWith("/log", StringComparison.Ordinal))
        {
            return;
        }

        Add(operation, "If-None-Match", ParameterLocation.Header, "An ETag: 304 while the answer is still the same");
        operation.Responses ??= [];
        operation.Responses["304"] = new OpenApiResponse { Description = "Not modified" };
        if (operation.Responses.TryGetValue("200", out var found) && found is OpenApiResponse answer)
        {
            answer.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = new OpenApiHeader { Schema = Text() } };
        }
    }

    private static void DescribeFiles(OpenApiResponse? response)
    {
        foreach (var (type, media) in response?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (Files.Contains(type))
            {
                media.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type == "text/csv" ? null : "binary" };
            }
        }
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation where, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { Name = name, In = where, Description = description, Schema = Text() });
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
