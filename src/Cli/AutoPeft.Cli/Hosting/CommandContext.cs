namespace AutoPeft.Cli.Hosting;

/// <summary>What every command is given.</summary>
/// <param name="Output">Where it prints. The only way to.</param>
/// <param name="DataFolder">The folder of trials' files. Full path; may not exist yet.</param>
/// <param name="Store">Where studies are kept.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(Output Output, string DataFolder, StoreLocation Store, TimeProvider Time)
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    /// <summary>Opens the store for a command that people wait for.</summary>
    public Task<OpenStore> OpenStoreAsync(CancellationToken cancellationToken) =>
        OpenStore.ConnectAsync(Store, Time, ShortPatience, cancellationToken);

    /// <summary>Opens the store for a process beside others.</summary>
    /// <exception cref="CommandFailure">The store is a folder, which one process at a time may write.</exception>
    public Task<OpenStore> OpenSharedStoreAsync(CancellationToken cancellationToken)
    {
        RequireSharedStore();
        return OpenStoreForWorkAsync(cancellationToken);
    }

    /// <summary>Makes sure that several processes may share the store.</summary>
    /// <exception cref="CommandFailure">It is a folder, which one process at a time may write.</exception>
    public void RequireSharedStore()
    {
        if (Store.Database is null)
        {
            throw new CommandFailure(
                ExitCode.Unavailable,
                $"The store {Store} is a folder, which one process at a time may write.",
                "Use 'autopeft sweep run' with it, or give a database with --store postgres://USER@HOST:PORT/DATABASE.");
        }
    }

    /// <summary>Opens the store for hours of work, through which a database may be away for minutes.</summary>
    public Task<OpenStore> OpenStoreForWorkAsync(CancellationToken cancellationToken) =>
        OpenStore.ConnectAsync(Store, Time, LongPatience, cancellationToken);
}
