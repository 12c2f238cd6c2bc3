using Microsoft.EntityFrameworkCore.Storage;

namespace AutoPeft.Trials.Postgres;

/// <summary>Has Entity Framework try again what single statements are tried again for.</summary>
internal sealed class PatientStrategy(ExecutionStrategyDependencies dependencies, RetryPolicy policy)
    : ExecutionStrategy(dependencies, policy.Retries, RetryPolicy.PauseBefore(int.MaxValue))
{
    protected override bool ShouldRetryOn(Exception exception) => RetryPolicy.IsPassing(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        ExceptionsEncountered.Count <= policy.Retries ? RetryPolicy.PauseBefore(ExceptionsEncountered.Count) : null;
}
