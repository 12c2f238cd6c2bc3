namespace AutoPeft.Models.Layers;

/// <summary>The non-linearity inside a feed-forward block.</summary>
public enum ActivationKind
{
    /// <summary>Gaussian error linear unit, exact (Hendrycks and Gimpel 2016); <c>gelu</c>.</summary>
    Gelu,

    /// <summary>Its tanh approximation; <c>gelu_new</c>, <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>Rectifier; <c>relu</c>.</summary>
    Relu,

    /// <summary>x times its sigmoid; <c>silu</c>, <c>swish</c>.</summary>
    Silu,
}
