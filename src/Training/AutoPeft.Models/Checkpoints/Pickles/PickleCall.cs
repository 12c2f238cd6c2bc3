namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>A call that a pickle asks for, which nobody carries out.</summary>
/// <param name="Name">What would be called.</param>
/// <param name="Arguments">With what.</param>
internal sealed record PickleCall(string Name, object?[] Arguments);
