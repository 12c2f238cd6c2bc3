using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Models.Extensions;

/// <summary>What one forward pass needs beside the tokens.</summary>
/// <param name="Extensions">The PEFT modules in effect; <see cref="ModelExtensions.None"/> for the bare model.</param>
/// <param name="Training">Whether dropout is on.</param>
/// <param name="Key">The key that dropout masks derive from; another one every step.</param>
public sealed record ForwardContext(ModelExtensions Extensions, bool Training, RandomKey Key)
{
    /// <summary>Evaluation of the bare model.</summary>
    public static ForwardContext Evaluation { get; } = new(ModelExtensions.None, Training: false, default);
}
