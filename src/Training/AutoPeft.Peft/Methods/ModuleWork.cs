namespace AutoPeft.Peft.Methods;

/// <summary>What the module of one place adds to a training step.</summary>
/// <param name="ForwardFlops">Floating-point operations of the forward pass, one multiply-add being two.</param>
/// <param name="Activations">Numbers that the forward pass leaves for the backward pass.</param>
internal readonly record struct ModuleWork(double ForwardFlops, double Activations);
