namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Something that can be guessed at: from an address, or of a name.</summary>
/// <param name="Name">What identifies it.</param>
/// <param name="FreeTries">The wrong try of this number is the first after which to wait.</param>
/// <param name="LongestWait">Waits do not get longer than this.</param>
internal sealed record GuessDoor(string Name, int FreeTries, TimeSpan LongestWait)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Keys, from an address.</summary>
    public static GuessDoor Keys(string address) => new($"keys {address}", 5, Quarter);

    /// <summary>The password of a name, from an address.</summary>
    public static GuessDoor Password(string name, string address) => new($"password {address} {name}", 5, Quarter);

    /// <summary>The passwords of all names, from an address. Signing in does not forgive it, or one who has an account could guess those of others for ever.</summary>
    public static GuessDoor Passwords(string address) => new($"passwords {address}", 25, Quarter);

    /// <summary>The password of a name, from wherever. The wait stays short, so that nobody can be kept out by others.</summary>
    public static GuessDoor OfName(string name) => new($"name {name}", 15, TimeSpan.FromMinutes(1));
}
