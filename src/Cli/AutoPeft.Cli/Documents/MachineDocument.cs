namespace AutoPeft.Cli.Documents;

/// <summary>What AutoPEFT runs on.</summary>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Cores">How many cores this process may use.</param>
/// <param name="VectorBits">The widest vectors that are fast here: 128, 256 or 512.</param>
/// <param name="MemoryBytes">The memory this process may use.</param>
internal sealed record MachineDocument(
    string Runtime, string System, string Architecture, int Cores, int VectorBits, long MemoryBytes);
