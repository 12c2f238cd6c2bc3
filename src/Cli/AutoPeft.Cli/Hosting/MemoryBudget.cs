namespace AutoPeft.Cli.Hosting;

/// <summary>Bounds the managed heap of a command whose needs are known, so that it leaves a small machine room for others.</summary>
internal static class MemoryBudget
{
    private const long Shared = 450L << 20;
    private const long PerTrial = 425L << 20;

    /// <summary>Bounds the heap for a quickstart: its model and data, and what training takes for each concurrent trial.</summary>
    /// <remarks>Without a bound the collector lets garbage grow with the machine's memory, to several times what is in use.</remarks>
    /// <param name="concurrency">Trials trained at the same time; at least 1.</param>
    public static void LimitQuickstart(int concurrency)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(Shared + (concurrency * PerTrial)));
        GC.RefreshMemoryLimit();
    }
}
