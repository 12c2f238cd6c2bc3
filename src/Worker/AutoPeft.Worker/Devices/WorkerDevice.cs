namespace AutoPeft.Worker.Devices;

/// <summary>Something that a worker computes on.</summary>
/// <param name="Name">What it is called: <c>cpu</c>, <c>cuda:0</c>, ….</param>
/// <param name="MemoryBytes">The bytes of memory that its trials may need together; null for no limit.</param>
public sealed record WorkerDevice(string Name, long? MemoryBytes);
