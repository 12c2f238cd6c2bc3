namespace AutoPeft.Peft.Methods;

/// <summary>The activation between the two products of a bottleneck.</summary>
public enum BottleneckActivation
{
    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,

    /// <summary>Gaussian error linear unit, exact.</summary>
    Gelu,

    /// <summary><c>x · sigmoid(x)</c>, also called swish.</summary>
    Silu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}
