namespace AutoPeft.Models.Bert;

/// <summary>The classifier of an encoder: the first token through a dense layer, a non-linearity, dropout and a linear layer.</summary>
/// <param name="Dense">The path of the dense layer.</param>
/// <param name="Output">The path of the last layer.</param>
/// <param name="IsRectified">Whether the non-linearity is a rectifier, not tanh.</param>
/// <param name="DropsInput">Whether dropout acts in front of the dense layer, too.</param>
/// <param name="IsPooler">Whether the dense layer belongs to the base model's checkpoint.</param>
internal sealed record EncoderHeadNames(
    string Dense, string Output, bool IsRectified = false, bool DropsInput = false, bool IsPooler = false);
