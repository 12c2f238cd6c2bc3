namespace AutoPeft.Models.Structure;

/// <summary>A norm of a transformer layer whose weights a PEFT method may train.</summary>
/// <param name="Layer">The transformer layer, counted from 0.</param>
/// <param name="Kind">The residual block that it belongs to.</param>
/// <param name="Path">Its name in the checkpoint without <c>.weight</c>.</param>
/// <param name="Size">The elements of its weight.</param>
/// <param name="HasBias">Whether it adds a bias; an RMS norm does not.</param>
public sealed record NormShape(int Layer, SublayerKind Kind, string Path, int Size, bool HasBias);
