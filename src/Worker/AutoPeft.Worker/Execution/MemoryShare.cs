using System.Diagnostics.CodeAnalysis;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Shares the memory of a worker among its slots: each claims only what fits beside the others.</summary>
/// <param name="claims">Where trials are.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing that must be given back.")]
internal sealed class MemoryShare(ITrialClaims claims)
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _taken;

    /// <summary>Claims a trial that fits; null when none waits.</summary>
    /// <param name="request">What the slot would like.</param>
    /// <param name="total">The bytes of all slots together; null for no limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, long? total, CancellationToken cancellationToken)
    {
        if (total is null)
        {
            return await claims.ClaimAsync(request, cancellationToken);
        }

        // One after the other: what one takes the next no longer has.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var free = Math.Max(0, total.Value - Interlocked.Read(ref _taken));
            var claimed = await claims.ClaimAsync(request with { FreeMemoryBytes = free }, cancellationToken);
            Interlocked.Add(ref _taken, claimed?.Trial.MemoryBytes ?? 0);
            return claimed;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has the trial's memory for others again.</summary>
    public void Return(ClaimedTrial claimed, long? total) => Interlocked.Add(ref _taken, total is null ? 0 : -(claimed.Trial.MemoryBytes ?? 0));
}
