namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>A module of a configuration in one layer.</summary>
/// <param name="Method">The PEFT method's name.</param>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Size">Its rank, bottleneck or length; null when the method has no size.</param>
public readonly record struct PlacedModule(string Method, int Layer, double? Size);
