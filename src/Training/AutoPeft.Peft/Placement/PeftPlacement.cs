namespace AutoPeft.Peft.Placement;

/// <summary>A PEFT method in a layer.</summary>
/// <param name="Layer">The transformer layer, counted from 0.</param>
/// <param name="Method">The method and its settings.</param>
public sealed record PeftPlacement(int Layer, MethodConfig Method);
