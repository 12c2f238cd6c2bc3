using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Formats;

/// <summary>One of our tensors as a part of a target's tensor.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Shape">Our shape.</param>
public sealed record TensorPart(string Name, Shape Shape);
