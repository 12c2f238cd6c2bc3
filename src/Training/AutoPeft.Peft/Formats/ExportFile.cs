namespace AutoPeft.Peft.Formats;

/// <summary>A file of an export.</summary>
/// <param name="Name">Its name in the folder, without any path.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ExportFile(string Name, ReadOnlyMemory<byte> Content);
