using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Heads;

/// <summary>The fault of asking a model for a head that its family has not.</summary>
internal static class UnsupportedHead
{
    public static InvalidInputException Of(ModelShape shape, HeadKind kind) => new(
        new FaultPlace($"model of family {shape.Family}"),
        $"It has no head of the kind '{kind}'.",
        "Use a decoder (gpt2, llama) to predict next tokens.");
}
