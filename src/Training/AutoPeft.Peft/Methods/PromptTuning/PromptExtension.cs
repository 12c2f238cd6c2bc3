using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.PromptTuning;

/// <summary>Puts a trained prompt, [L, C], in front of the text.</summary>
internal sealed class PromptExtension(NamedTensor prompt) : IInputExtension
{
    public int Length => prompt.Tensor.Shape[0];

    public Tensor Enter(Tensor hidden, ForwardContext context) => hidden.Prepend(prompt.Tensor); // [B, L + T, C]
}
