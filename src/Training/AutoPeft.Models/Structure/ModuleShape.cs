namespace AutoPeft.Models.Structure;

/// <summary>A linear module that a PEFT method may adapt.</summary>
/// <param name="Layer">The transformer layer, counted from 0.</param>
/// <param name="Kind">What the module does.</param>
/// <param name="Path">
/// Its name in the checkpoint without <c>.weight</c>, e.g. <c>bert.encoder.layer.0.attention.self.query</c>.
/// </param>
/// <param name="InputSize">Columns of the weight.</param>
/// <param name="OutputSize">Rows of the weight.</param>
/// <param name="HasBias">Whether it adds a bias.</param>
public sealed record ModuleShape(
    int Layer, ModuleKind Kind, string Path, int InputSize, int OutputSize, bool HasBias)
{
    /// <summary>
    /// Whether the checkpoint holds the weight as [in, out] (GPT-2's Conv1D) rather than [out, in]. In memory it is
    /// always [out, in]. Default false.
    /// </summary>
    public bool IsStoredTransposed { get; init; }
}
