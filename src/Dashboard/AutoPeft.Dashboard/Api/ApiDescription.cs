using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AutoPeft.Dashboard.Api;

/// <summary>What the description of the API says besides its endpoints.</summary>
internal static class ApiDescription
{
    public static void Write(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer<ApiOperations>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "AutoPEFT",
                Version = "v1",
                Description = "Studies, their trials and their fronts. Errors are problem details (RFC 9457). Lists are read page by page: pass "
                    + "'next' of an answer as 'after'. Answers carry an ETag. Writes take an Idempotency-Key. Where keys are "
                    + "asked for, send one as 'Authorization: Bearer'.",
            };
            document.Servers = [new() { Url = "/" }]; // Not the name that the request gave us.
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
    }
}
