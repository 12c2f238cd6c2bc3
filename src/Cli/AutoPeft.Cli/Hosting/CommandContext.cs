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

    /// <summary>Opens the store for hours of work, through which a database may be away for minutes.</summary>
    public Task<OpenStore> OpenStoreForWorkAsync(CancellationToken cancellationToken) =>
        OpenStore.ConnectAsync(Store, Time, LongPatience, cancellationToken);
}
