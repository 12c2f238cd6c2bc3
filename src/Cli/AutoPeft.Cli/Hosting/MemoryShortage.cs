namespace AutoPeft.Cli.Hosting;

/// <summary>
/// What a command says when memory runs out while no trial is trained. Within a trial that is a value, an infeasible trial; what
/// is measured after the search has nothing to go on with.
/// </summary>
/// <param name="words">What the engine says of memory that ran out, if that is what an exception means; else null.</param>
internal sealed class MemoryShortage(Func<Exception, string?> words)
{
    private const string Remedy =
        "Give the process more memory, or have it store less (--state-memory 0), and run the same command again: every finished trial is kept."
        + " A new study needs less with a smaller batch_size, maximum_length, test_limit or concurrency.";

    /// <summary>Knows the memory of this process only, not that of a device.</summary>
    public static MemoryShortage OfProcess { get; } = new(fault => (fault as OutOfMemoryException)?.Message);

    /// <summary>Carries out a step of a command.</summary>
    /// <param name="step">What it does, as in "measuring trial 3 on the test rows".</param>
    /// <param name="work">The step.</param>
    /// <typeparam name="T">What the step makes.</typeparam>
    /// <exception cref="CommandFailure">Memory ran out: <see cref="ExitCode.Unavailable"/>.</exception>
    public async Task<T> DuringAsync<T>(string step, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (FailureOf(fault, step) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>The failure that an exception is, however deep it is wrapped; null when it means something else.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="step">What went on; null when nobody knows.</param>
    public CommandFailure? FailureOf(Exception fault, string? step = null)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (words(at) is { } said)
            {
                return new(ExitCode.Unavailable, $"Memory ran out{(step is null ? "" : $" while {step}")}: {said}", Remedy, fault);
            }
        }

        return null;
    }
}
