namespace AutoPeft.Dashboard.Guests;

/// <summary>Pages of a library that the dashboard shows below a path of its own, to those who may see the dashboard itself.</summary>
/// <param name="Path">Where they begin, such as <c>/hangfire</c>.</param>
/// <param name="Title">What the link to them is called.</param>
/// <param name="Answer">Answers a request; the path base is <paramref name="Path"/> then. It must check the antiforgery token of a change itself.</param>
public sealed record GuestPages(string Path, string Title, RequestDelegate Answer)
{
    /// <summary>A path below <see cref="Path"/> to which the pages post without changing anything, such as <c>/stats</c>; null, the default, for none.</summary>
    public string? PolledPath { get; init; }

    /// <summary>What browsers may load for these pages, as a content security policy. Default: nothing but our own files.</summary>
    public string? ContentPolicy { get; init; }
}
