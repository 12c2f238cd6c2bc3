namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>A reference to a file of numbers beside the pickle.</summary>
/// <param name="Fields"><c>"storage"</c>, its type, its key, the device, the number of elements.</param>
internal sealed record PickleStorage(object?[] Fields);
