namespace AutoPeft.Cli.Hosting;

/// <summary>What every command is given.</summary>
/// <param name="Output">Where it prints. The only way to.</param>
/// <param name="DataFolder">The folder of studies. Full path; may not exist yet.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(Output Output, string DataFolder, TimeProvider Time);
