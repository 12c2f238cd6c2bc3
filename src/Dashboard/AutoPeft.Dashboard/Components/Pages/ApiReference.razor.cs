using System.Text.RegularExpressions;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Metadata;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>What the API offers, read from the routes themselves.</summary>
public sealed partial class ApiReference
{
    [Inject]
    internal IEnumerable<EndpointDataSource> Sources { get; set; } = [];

    private IEnumerable<(string Method, string Route, string Tag, string Role, string Summary)> Endpoints => Sources
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1", StringComparison.Ordinal) == true)
        .Select(endpoint => (
            string.Join(", ", endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []),
            Parameter().Replace(endpoint.RoutePattern.RawText!.TrimEnd('/'), "{$1}"),
            endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags[0] ?? string.Empty,
            (endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? nameof(AccessRole.Viewer)).ToLowerInvariant(),
            endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? string.Empty))
        .Distinct();

    // What a part of an address must look like is for the router, not for readers.
    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
