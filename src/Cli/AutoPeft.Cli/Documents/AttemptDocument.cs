using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>A worker's try at a trial.</summary>
/// <param name="Number">Which try, from 1.</param>
/// <param name="Worker">The worker's name.</param>
/// <param name="Started">When training started; null when it did not.</param>
/// <param name="Ended">When the try ended; null while it goes on.</param>
/// <param name="End">How it ended; null while it goes on.</param>
/// <param name="Reason">Why it ended; null when the ending says it all.</param>
internal sealed record AttemptDocument(
    int Number, string Worker, DateTimeOffset? Started, DateTimeOffset? Ended, string? End, string? Reason)
{
    /// <summary>The document of an attempt.</summary>
    public static AttemptDocument Of(Attempt attempt) => new(
        attempt.Number,
        attempt.Worker,
        attempt.Started,
        attempt.Ended,
        attempt.End is { } end ? TrialDocument.Word(end) : null,
        attempt.Reason.Length > 0 ? attempt.Reason : null);
}
