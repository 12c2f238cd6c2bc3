using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Documents;

/// <summary>One thing that is wrong with the input.</summary>
internal sealed record FaultDocument
{
    /// <summary>The file, option or field; null when it is the command line itself.</summary>
    public string? Source { get; init; }

    /// <summary>The line, from 1; null when there is none.</summary>
    public int? Line { get; init; }

    /// <summary>The column, from 1; null when there is none.</summary>
    public int? Column { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>The document of a fault.</summary>
    public static FaultDocument Of(Fault fault) => new()
    {
        Source = fault.Place.Source,
        Line = fault.Place.Line == 0 ? null : fault.Place.Line,
        Column = fault.Place.Column == 0 ? null : fault.Place.Column,
        Message = fault.Message,
        Remedy = fault.Remedy,
    };

    /// <summary>The line shown to people.</summary>
    public override string ToString() =>
        $"{(Source is null ? string.Empty : $"{new FaultPlace(Source, Line ?? 0, Column ?? 0)}: ")}{Message} {Remedy}";
}
