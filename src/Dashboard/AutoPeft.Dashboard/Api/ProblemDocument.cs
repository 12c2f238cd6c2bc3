using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api;

/// <summary>A refusal (RFC 9457), as the description of the API shows it.</summary>
internal sealed record ProblemDocument
{
    /// <summary>An address that explains the status.</summary>
    public string? Type { get; init; }

    /// <summary>The status in words.</summary>
    public string? Title { get; init; }

    /// <summary>The status.</summary>
    public int? Status { get; init; }

    /// <summary>What was wrong and what to do about it.</summary>
    public string? Detail { get; init; }

    /// <summary>Identifies the request.</summary>
    public string? TraceId { get; init; }

    /// <summary>Everything that is wrong with what was given; there only then.</summary>
    public ImmutableArray<FaultDocument>? Faults { get; init; }
}
